// The CognitoClient room.
