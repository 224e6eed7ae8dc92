// Made by Tests/EndToEnd/service_model.py.

extension ServiceModel {
    /// The structures inside inputs.
    static let structureText = #"""
        AccountRecoverySettingType struct RecoveryMechanisms:RecoveryMechanismsType
        AccountTakeoverActionType struct Notify!:AccountTakeoverActionNotifyType EventAction!:AccountTakeoverEventActionType
        AccountTakeoverActionsType struct LowAction:AccountTakeoverActionType MediumAction:AccountTakeoverActionType HighAction:AccountTakeoverActionType
        AccountTakeoverRiskConfigurationType struct NotifyConfiguration:NotifyConfigurationType Actions!:AccountTakeoverActionsType
        AcrLevelConfigType struct AcrValue!:AcrValueType
        AdminCreateUserConfigType struct AllowAdminCreateUserOnly:BooleanType UnusedAccountValidityDays:AdminCreateUserUnusedAccountValidityDaysType InviteMessageTemplate:MessageTemplateType
        AdvancedSecurityAdditionalFlowsType struct CustomAuthMode:AdvancedSecurityEnabledModeType
        AnalyticsConfigurationType struct ApplicationId:HexStringType ApplicationArn:ArnType RoleArn:ArnType ExternalId:StringType UserDataShared:BooleanType
        AnalyticsMetadataType struct AnalyticsEndpointId:StringType
        AssetType struct Category!:AssetCategoryType ColorMode!:ColorSchemeModeType Extension!:AssetExtensionType Bytes:AssetBytesType ResourceId:ResourceIdType
        AttributeType struct Name!:AttributeNameType Value:AttributeValueType
        CloudWatchLogsConfigurationType struct LogGroupArn:ArnType
        CompromisedCredentialsActionsType struct EventAction!:CompromisedCredentialsEventActionType
        CompromisedCredentialsRiskConfigurationType struct EventFilter:EventFiltersType Actions!:CompromisedCredentialsActionsType
        ContextDataType struct IpAddress!:StringType ServerName!:StringType ServerPath!:StringType HttpHeaders!:HttpHeaderList EncodedData:StringType
        CustomDomainConfigType struct CertificateArn!:ArnType SecurityPolicy:SecurityPolicyType
        CustomEmailLambdaVersionConfigType struct LambdaVersion!:CustomEmailSenderLambdaVersionType LambdaArn!:ArnType
        CustomSMSLambdaVersionConfigType struct LambdaVersion!:CustomSMSSenderLambdaVersionType LambdaArn!:ArnType
        DeviceConfigurationType struct ChallengeRequiredOnNewDevice:BooleanType DeviceOnlyRememberedOnUserPrompt:BooleanType
        DeviceSecretVerifierConfigType struct PasswordVerifier:StringType Salt:StringType
        Document document
        EmailConfigurationType struct SourceArn:ArnType ReplyToEmailAddress:EmailAddressType EmailSendingAccount:EmailSendingAccountType From:StringType ConfigurationSet:SESConfigurationSet
        EmailMfaConfigType struct Message:EmailMfaMessageType Subject:EmailMfaSubjectType
        EmailMfaSettingsType struct Enabled:BooleanType PreferredMfa:BooleanType
        EumsSmsConfigurationType struct CallerArn!:ArnType ExternalId:StringType OriginationIdentity:StringType ConfigurationSetName:StringType InEntityId:StringType InTemplateId:StringType Region:RegionCodeType
        FailoverType struct SecondaryRegion!:RegionNameType PrimaryRoute53HealthCheckId!:HealthCheckIdType
        FirehoseConfigurationType struct StreamArn:ArnType
        HttpHeader struct headerName:StringType headerValue:StringType
        InboundFederationLambdaType struct LambdaVersion!:InboundFederationLambdaVersionType LambdaArn!:ArnType
        IssuerConfigurationType struct Type:IssuerType
        KeyConfigurationType struct KeyType:EncryptionKeyType KmsKeyArn:EncryptionKeyArnType
        LambdaConfigType struct PreSignUp:ArnType CustomMessage:ArnType PostConfirmation:ArnType PreAuthentication:ArnType PostAuthentication:ArnType DefineAuthChallenge:ArnType CreateAuthChallenge:ArnType VerifyAuthChallengeResponse:ArnType PreTokenGeneration:ArnType UserMigration:ArnType PreTokenGenerationConfig:PreTokenGenerationVersionConfigType CustomSMSSender:CustomSMSLambdaVersionConfigType CustomEmailSender:CustomEmailLambdaVersionConfigType KMSKeyID:ArnType InboundFederation:InboundFederationLambdaType
        LimitDefinitionType struct LimitClass!:LimitClass Attributes!:StringToStringMapType
        LogConfigurationType struct LogLevel!:LogLevel EventSource!:EventSourceName CloudWatchLogsConfiguration:CloudWatchLogsConfigurationType S3Configuration:S3ConfigurationType FirehoseConfiguration:FirehoseConfigurationType
        MFAOptionType struct DeliveryMedium:DeliveryMediumType AttributeName:AttributeNameType
        MessageTemplateType struct SMSMessage:SmsInviteMessageType EmailMessage:EmailInviteMessageType EmailSubject:EmailVerificationSubjectType
        NotifyConfigurationType struct From:StringType ReplyTo:StringType SourceArn!:ArnType BlockEmail:NotifyEmailType NoActionEmail:NotifyEmailType MfaEmail:NotifyEmailType
        NotifyEmailType struct Subject!:EmailNotificationSubjectType HtmlBody:EmailNotificationBodyType TextBody:EmailNotificationBodyType
        NumberAttributeConstraintsType struct MinValue:StringType MaxValue:StringType
        PasswordPolicyType struct MinimumLength:PasswordPolicyMinLengthType RequireUppercase:BooleanType RequireLowercase:BooleanType RequireNumbers:BooleanType RequireSymbols:BooleanType PasswordHistorySize:PasswordHistorySizeType TemporaryPasswordValidityDays:TemporaryPasswordValidityDaysType
        PreTokenGenerationVersionConfigType struct LambdaVersion!:PreTokenGenerationLambdaVersionType LambdaArn!:ArnType
        ProviderUserIdentifierType struct ProviderName:ProviderNameType ProviderAttributeName:StringType ProviderAttributeValue:StringType
        RecoveryOptionType struct Priority!:PriorityType Name!:RecoveryOptionNameType
        RefreshTokenRotationType struct Feature!:FeatureType RetryGracePeriodSeconds:RetryGracePeriodSecondsType
        ResourceServerScopeType struct ScopeName!:ResourceServerScopeNameType ScopeDescription!:ResourceServerScopeDescriptionType
        RiskExceptionConfigurationType struct BlockedIPRangeList:BlockedIPRangeListType SkippedIPRangeList:SkippedIPRangeListType
        RoutingType struct Failover:FailoverType
        S3ConfigurationType struct BucketArn:S3ArnType
        SMSMfaSettingsType struct Enabled:BooleanType PreferredMfa:BooleanType
        SchemaAttributeType struct Name:CustomAttributeNameType AttributeDataType:AttributeDataType DeveloperOnlyAttribute:BooleanType Mutable:BooleanType Required:BooleanType NumberAttributeConstraints:NumberAttributeConstraintsType StringAttributeConstraints:StringAttributeConstraintsType
        SignInPolicyType struct AllowedFirstAuthFactors:AllowedFirstAuthFactorsListType
        SmsConfigurationType struct SnsCallerArn:OptionalArnType ExternalId:StringType SnsRegion:RegionCodeType EumsSms:EumsSmsConfigurationType
        SmsMfaConfigType struct SmsAuthenticationMessage:SmsVerificationMessageType SmsConfiguration:SmsConfigurationType
        SoftwareTokenMfaConfigType struct Enabled:BooleanType
        SoftwareTokenMfaSettingsType struct Enabled:BooleanType PreferredMfa:BooleanType
        StringAttributeConstraintsType struct MinLength:StringType MaxLength:StringType
        TokenValidityUnitsType struct AccessToken:TimeUnitsType IdToken:TimeUnitsType RefreshToken:TimeUnitsType
        UserAttributeUpdateSettingsType struct AttributesRequireVerificationBeforeUpdate:AttributesRequireVerificationBeforeUpdateType
        UserContextDataType struct ! IpAddress:StringType EncodedData:StringType
        UserPoolAddOnsType struct AdvancedSecurityMode!:AdvancedSecurityModeType AdvancedSecurityAdditionalFlows:AdvancedSecurityAdditionalFlowsType
        UserPoolPolicyType struct PasswordPolicy:PasswordPolicyType SignInPolicy:SignInPolicyType
        UsernameConfigurationType struct CaseSensitive!:WrappedBooleanType
        VerificationMessageTemplateType struct SmsMessage:SmsVerificationMessageType EmailMessage:EmailVerificationMessageType EmailSubject:EmailVerificationSubjectType EmailMessageByLink:EmailVerificationMessageByLinkType EmailSubjectByLink:EmailVerificationSubjectByLinkType DefaultEmailOption:DefaultEmailOptionType
        WebAuthnConfigurationType struct RelyingPartyId:RelyingPartyIdType UserVerification:UserVerificationType FactorConfiguration:WebAuthnFactorConfigurationType
        WebAuthnMfaSettingsType struct Enabled:BooleanType
        """#
}
