// The HTTPRouting room.
