// The Cryptography room.
