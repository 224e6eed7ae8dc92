// The JSONWebToken room.
