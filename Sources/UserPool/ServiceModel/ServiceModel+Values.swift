// Made by Tests/EndToEnd/service_model.py.

extension ServiceModel {
    /// Lists, maps and plain values with their bounds; `!` marks what no answer repeats.
    static let valueText = #"""
        AccessTokenValidityType integer 1..86400
        AccountTakeoverActionNotifyType boolean
        AccountTakeoverEventActionType enum BLOCK MFA_IF_CONFIGURED MFA_REQUIRED NO_ACTION
        AcrConfigurationType map 0..4 AcrLevelKeyType AcrLevelConfigType
        AcrLevelKeyType string ~Level[1-4]
        AcrMappingKeyType string ~Level[1-4]
        AcrMappingType map 0..4 AcrMappingKeyType AcrValueType
        AcrValueType string 1..64 ~[\x21\x23-\x5B\x5D-\x7E]+
        AdminCreateUserUnusedAccountValidityDaysType integer 0..365
        AdvancedSecurityEnabledModeType enum AUDIT ENFORCED
        AdvancedSecurityModeType enum OFF AUDIT ENFORCED
        AliasAttributeType enum phone_number email preferred_username
        AliasAttributesListType list AliasAttributeType
        AllowedFirstAuthFactorsListType list 1..5 AuthFactorType
        ArnType string 20..2048 ~arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?
        AssetBytesType blob ..1000000
        AssetCategoryType enum FAVICON_ICO FAVICON_SVG EMAIL_GRAPHIC SMS_GRAPHIC AUTH_APP_GRAPHIC PASSWORD_GRAPHIC PASSKEY_GRAPHIC PAGE_HEADER_LOGO PAGE_HEADER_BACKGROUND PAGE_FOOTER_LOGO PAGE_FOOTER_BACKGROUND PAGE_BACKGROUND FORM_BACKGROUND FORM_LOGO IDP_BUTTON_ICON
        AssetExtensionType enum ICO JPEG PNG SVG WEBP
        AssetListType list 0..40 AssetType
        AttributeDataType enum String Number DateTime Boolean
        AttributeListType list AttributeType
        AttributeMappingKeyType string 1..32
        AttributeMappingType map AttributeMappingKeyType StringType
        AttributeNameListType list AttributeNameType
        AttributeNameType string 1..32 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+
        AttributeValueType string ..2048 !
        AttributesRequireVerificationBeforeUpdateType list VerifiedAttributeType
        AuthFactorType enum PASSWORD EMAIL_OTP SMS_OTP WEB_AUTHN SOFTWARE_TOKEN
        AuthFlowType enum USER_SRP_AUTH REFRESH_TOKEN_AUTH REFRESH_TOKEN CUSTOM_AUTH ADMIN_NO_SRP_AUTH USER_PASSWORD_AUTH ADMIN_USER_PASSWORD_AUTH USER_AUTH
        AuthParametersType map ! StringType StringType
        AuthSessionValidityType integer 3..15
        BlockedIPRangeListType list ..200 StringType
        BooleanType boolean
        CSSType string 0..131072
        CallbackURLsListType list 0..100 RedirectUrlType
        ChallengeNameType enum SMS_MFA EMAIL_OTP SOFTWARE_TOKEN_MFA SELECT_MFA_TYPE MFA_SETUP PASSWORD_VERIFIER CUSTOM_CHALLENGE SELECT_CHALLENGE DEVICE_SRP_AUTH DEVICE_PASSWORD_VERIFIER ADMIN_NO_SRP_AUTH NEW_PASSWORD_REQUIRED SMS_OTP PASSWORD WEB_AUTHN PASSWORD_SRP
        ChallengeResponsesType map ! StringType StringType
        ClientIdType string 1..128 ! ~[\w+]+
        ClientMetadataType map StringType StringType
        ClientNameType string 1..128 ~[\w\s+=,.@-]+
        ClientPermissionListType list ClientPermissionType
        ClientPermissionType string 1..2048
        ClientSecretIdType string 1..128
        ClientSecretType string 24..64 ! ~[\w+]+
        ColorSchemeModeType enum LIGHT DARK DYNAMIC
        CompromisedCredentialsEventActionType enum BLOCK NO_ACTION
        ConfirmationCodeType string 1..2048 ~[\S]+
        CustomAttributeNameType string 1..20 ~[\p{L}\p{M}\p{S}\p{N}\p{P}]+
        CustomAttributesListType list 1..25 SchemaAttributeType
        CustomEmailSenderLambdaVersionType enum V1_0
        CustomSMSSenderLambdaVersionType enum V1_0
        DefaultEmailOptionType enum CONFIRM_WITH_LINK CONFIRM_WITH_CODE
        DeletionProtectionType enum ACTIVE INACTIVE
        DeliveryMediumListType list DeliveryMediumType
        DeliveryMediumType enum SMS EMAIL
        DescriptionType string ..2048
        DeviceKeyType string 1..55 ~[\w-]+_[0-9a-f-]+
        DeviceNameType string 1..1024
        DeviceRememberedStatusType enum remembered not_remembered
        DomainType string 1..63 ~^[a-z0-9](?:[a-z0-9\-.]{0,61}[a-z0-9])?$
        EmailAddressType string ~[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+
        EmailInviteMessageType string 6..20000 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*
        EmailMfaMessageType string 6..20000 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*
        EmailMfaSubjectType string ~[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+
        EmailNotificationBodyType string 6..20000 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]+
        EmailNotificationSubjectType string 1..140 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+
        EmailSendingAccountType enum COGNITO_DEFAULT DEVELOPER
        EmailVerificationMessageByLinkType string 6..20000 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*
        EmailVerificationMessageType string 6..20000 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*
        EmailVerificationSubjectByLinkType string 1..140 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+
        EmailVerificationSubjectType string 1..140 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+
        EncryptionKeyArnType string 20..2048 ~arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?
        EncryptionKeyType enum AWS_OWNED_KEY CUSTOMER_MANAGED_KEY
        EventFilterType enum SIGN_IN PASSWORD_CHANGE SIGN_UP
        EventFiltersType list EventFilterType
        EventIdType string 1..50 ~[\w+-]+
        EventSourceName enum userNotification userAuthEvents
        ExplicitAuthFlowsListType list ExplicitAuthFlowsType
        ExplicitAuthFlowsType enum ADMIN_NO_SRP_AUTH CUSTOM_AUTH_FLOW_ONLY USER_PASSWORD_AUTH ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_CUSTOM_AUTH ALLOW_USER_PASSWORD_AUTH ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH ALLOW_USER_AUTH
        FeatureType enum ENABLED DISABLED
        FeedbackValueType enum Valid Invalid
        ForceAliasCreation boolean
        GenerateSecret boolean
        GroupNameType string 1..128 ~[\p{L}\p{M}\p{S}\p{N}\p{P}]+
        HealthCheckIdType string ..64
        HexStringType string ~^[0-9a-fA-F]+$
        HttpHeaderList list HttpHeader
        IdTokenValidityType integer 1..86400
        IdentityProviderTypeType enum SAML Facebook Google LoginWithAmazon SignInWithApple OIDC
        IdpIdentifierType string 1..40 ~[\w\s+=.@-]+
        IdpIdentifiersListType list 0..50 IdpIdentifierType
        ImageFileType blob 0..131072
        InboundFederationLambdaVersionType enum V1_0
        IntegerType integer
        IssuerType enum ORIGINAL UPDATED
        LanguageIdType string ~^cognito:(default|dutch|english|french|spanish|german|bahasa-indonesia|italian|japanese|korean|portuguese-brazil|chinese-(simplified|traditional))$
        LimitClass enum API_CATEGORY
        LinkUrlType string 1..1024 ~^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$
        LinksType map 1..13 LanguageIdType LinkUrlType
        ListProvidersLimitType integer 0..60
        ListResourceServersLimitType integer 1..50
        ListTermsRequestMaxResultsInteger integer 1..60
        LogConfigurationListType list 0..2 LogConfigurationType
        LogLevel enum ERROR INFO
        LogoutURLsListType list 0..100 RedirectUrlType
        MFAOptionListType list MFAOptionType
        ManagedLoginBrandingIdType string ~^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$
        MessageActionType enum RESEND SUPPRESS
        OAuthFlowType enum code implicit client_credentials
        OAuthFlowsType list 0..3 OAuthFlowType
        OptionalArnType string 0..2048 ~(arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?)?
        PaginationKey string 1..131072 ~[\S]+
        PaginationKeyType string 1.. ~[\S]+
        PasswordHashingAlgorithmType enum BCRYPT SCRYPT ARGON2ID PBKDF2_SHA256
        PasswordHistorySizeType integer 0..24
        PasswordPolicyMinLengthType integer 6..99
        PasswordType string ..256 ! ~[\S]+
        PoolQueryLimitType integer 1..60
        PreTokenGenerationLambdaVersionType enum V1_0 V2_0 V3_0
        PrecedenceType integer 0..
        PreventUserExistenceErrorTypes enum LEGACY ENABLED
        PriorityType integer 1..2
        ProviderDetailsType map StringType StringType
        ProviderNameType string 1..32 ~[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+
        ProviderNameTypeV2 string 1..32 ~[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+
        QueryLimit integer 1..60
        QueryLimitType integer 0..60
        RecoveryMechanismsType list 1..2 RecoveryOptionType
        RecoveryOptionNameType enum verified_email verified_phone_number admin_only
        RedirectUrlType string 1..1024 ~[\p{L}\p{M}\p{S}\p{N}\p{P}]+
        RefreshTokenValidityType integer 0..315360000
        RegionCodeType string 5..32
        RegionNameType string 5..32
        RelyingPartyIdType string 1..127
        ResourceIdType string 1..40 ~^[\w\- ]+$
        ResourceServerIdentifierType string 1..256 ~[\x21\x23-\x5B\x5D-\x7E]+
        ResourceServerNameType string 1..256 ~[\w\s+=,.@-]+
        ResourceServerScopeDescriptionType string 1..256
        ResourceServerScopeListType list ..100 ResourceServerScopeType
        ResourceServerScopeNameType string 1..256 ~[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+
        RetryGracePeriodSecondsType integer 0..60
        S3ArnType string 3..1024 ~arn:[\w+=/,.@-]+:[\w+=/,.@-]+:::[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?
        SESConfigurationSet string 1..64 ~^[a-zA-Z0-9_-]+$
        SchemaAttributesListType list 1..50 SchemaAttributeType
        ScopeListType list ..50 ScopeType
        ScopeType string 1..256 ~[\x21\x23-\x5B\x5D-\x7E]+
        SearchPaginationTokenType string 1.. ~[\S]+
        SearchedAttributeNamesListType list AttributeNameType
        SecretHashType string 1..128 ! ~[\w+=/]+
        SecurityPolicyType enum TLS_V1 TLS_V1_2_2021 TLS_V1_3_2025
        SessionType string 20..4096 !
        SkippedIPRangeListType list ..200 StringType
        SmsInviteMessageType string 6..140 ~(?s).*
        SmsVerificationMessageType string 6..140 ~.*\{####\}.*
        SoftwareTokenMFAUserCodeType string 6..6 ! ~[0-9]+
        StringToStringMapType map StringType StringType
        StringType string 0..131072
        SupportedIdentityProvidersListType list ProviderNameType
        TagKeysType string 1..128
        TagValueType string 0..256
        TemporaryPasswordValidityDaysType integer 0..365
        TermsEnforcementType enum NONE
        TermsIdType string ~^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$
        TermsNameType string ~^(terms-of-use|privacy-policy)$
        TermsSourceType enum LINK
        TimeUnitsType enum seconds minutes hours days
        TokenModelType string ! ~[A-Za-z0-9-_=.]+
        UpdateReplicaStatusType enum ACTIVE INACTIVE
        UserFilterType string ..256
        UserImportJobIdType string 1..55 ~import-[0-9a-zA-Z-]+
        UserImportJobNameType string 1..128 ~[\w\s+=,.@-]+
        UserPoolIdType string 1..55 ~[\w-]+_[0-9a-zA-Z]+
        UserPoolMfaType enum OFF ON OPTIONAL
        UserPoolNameType string 1..128 ~[\w\s+=,.@-]+
        UserPoolTagsListType list TagKeysType
        UserPoolTagsType map TagKeysType TagValueType
        UserPoolTierType enum LITE ESSENTIALS PLUS
        UserVerificationType enum required preferred
        UsernameAttributeType enum phone_number email
        UsernameAttributesListType list UsernameAttributeType
        UsernameType string 1..128 ! ~[\p{L}\p{M}\p{S}\p{N}\p{P}]+
        VerifiedAttributeType enum phone_number email
        VerifiedAttributesListType list VerifiedAttributeType
        WebAuthnCredentialsQueryLimitType integer 0..20
        WebAuthnFactorConfigurationType enum SINGLE_FACTOR MULTI_FACTOR_WITH_USER_VERIFICATION
        WrappedBooleanType boolean
        WrappedIntegerType integer
        """#
}
