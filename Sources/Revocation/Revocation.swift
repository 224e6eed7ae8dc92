// The Revocation room.
