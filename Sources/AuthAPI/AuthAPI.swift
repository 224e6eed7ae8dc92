// The AuthAPI room.
