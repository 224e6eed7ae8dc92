// The UserPool room.
