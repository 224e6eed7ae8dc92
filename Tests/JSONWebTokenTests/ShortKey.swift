import StrictJSON

/// A 1024-bit RSA key and a token that it signed correctly.
enum ShortKey {
    static let jwk: JSONObject = [
        "kty": "RSA", "kid": "short", "e": "AQAB", "use": "sig", "alg": "RS256",
        "n": .string(modulus),
    ]
    static let token = signingInput + "." + signature

    private static let modulus =
        "2X4x9oaAla5lpgoVA5OUxQYFx3dH_1b0pMxxdv9tOV85Dw2pLQLNl8e-tuMEQetRxkEoIu_7ltYPcHLj"
        + "sDn7qqHW3z2SHpgcN70BbTS2QXKxYQs6wJBu-l9cRKBiA_JIvnlcJP-dIqvgiHXJHMWQlHsBFICzB4RY"
        + "_VHFGFyrqG0"
    private static let signingInput =
        "eyJraWQiOiAic2hvcnQiLCAiYWxnIjogIlJTMjU2In0.eyJleHAiOjQxMDI0NDQ4MDB9"
    private static let signature =
        "tTEdaM0sxzlFbIungaGHRSRyM9qJr89HG7pypwh1KYfZLm4OJwkwnyW-lpFH_JvEex6jX3RmOvl2PzQr"
        + "yznhqGsaCd4OaRk5jz8j5i16PfIAkz8YfkzG7TKxGG2X7Z8s1Nl1zixgBPbNl6CH-VsivsBv56pKgIba"
        + "RljAgSJuinc"
}
