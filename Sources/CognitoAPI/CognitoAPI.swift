// The CognitoAPI room.
