// The Gatehouse room.
