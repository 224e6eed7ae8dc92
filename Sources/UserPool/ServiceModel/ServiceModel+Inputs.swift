// Made by Tests/EndToEnd/service_model.py.

extension ServiceModel {
    /// What each operation takes; `!` marks what must be there.
    static let inputText = #"""
        AddCustomAttributesRequest struct UserPoolId!:UserPoolIdType CustomAttributes!:CustomAttributesListType
        AddUserPoolClientSecretRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType ClientSecret:ClientSecretType
        AdminAddUserToGroupRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType GroupName!:GroupNameType
        AdminConfirmSignUpRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType ClientMetadata:ClientMetadataType
        AdminCreateUserRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType UserAttributes:AttributeListType ValidationData:AttributeListType TemporaryPassword:PasswordType ForceAliasCreation:ForceAliasCreation MessageAction:MessageActionType DesiredDeliveryMediums:DeliveryMediumListType ClientMetadata:ClientMetadataType
        AdminDeleteSoftwareTokenRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType
        AdminDeleteUserAttributesRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType UserAttributeNames!:AttributeNameListType
        AdminDeleteUserRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType
        AdminDisableProviderForUserRequest struct UserPoolId!:StringType User!:ProviderUserIdentifierType
        AdminDisableUserRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType
        AdminEnableUserRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType
        AdminForgetDeviceRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType DeviceKey!:DeviceKeyType
        AdminGetDeviceRequest struct DeviceKey!:DeviceKeyType UserPoolId!:UserPoolIdType Username!:UsernameType
        AdminGetUserAuthFactorsRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType
        AdminGetUserRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType
        AdminInitiateAuthRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType AuthFlow!:AuthFlowType AuthParameters:AuthParametersType ClientMetadata:ClientMetadataType AnalyticsMetadata:AnalyticsMetadataType ContextData:ContextDataType Session:SessionType
        AdminLinkProviderForUserRequest struct UserPoolId!:StringType DestinationUser!:ProviderUserIdentifierType SourceUser!:ProviderUserIdentifierType
        AdminListDevicesRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType Limit:QueryLimitType PaginationToken:SearchPaginationTokenType
        AdminListGroupsForUserRequest struct Username!:UsernameType UserPoolId!:UserPoolIdType Limit:QueryLimitType NextToken:PaginationKey
        AdminListUserAuthEventsRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType MaxResults:QueryLimitType NextToken:PaginationKey
        AdminRemoveUserFromGroupRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType GroupName!:GroupNameType
        AdminResetUserPasswordRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType ClientMetadata:ClientMetadataType
        AdminRespondToAuthChallengeRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType ChallengeName!:ChallengeNameType ChallengeResponses:ChallengeResponsesType Session:SessionType AnalyticsMetadata:AnalyticsMetadataType ContextData:ContextDataType ClientMetadata:ClientMetadataType
        AdminSetUserMFAPreferenceRequest struct SMSMfaSettings:SMSMfaSettingsType SoftwareTokenMfaSettings:SoftwareTokenMfaSettingsType EmailMfaSettings:EmailMfaSettingsType WebAuthnMfaSettings:WebAuthnMfaSettingsType Username!:UsernameType UserPoolId!:UserPoolIdType
        AdminSetUserPasswordRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType Password!:PasswordType Permanent:BooleanType
        AdminSetUserSettingsRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType MFAOptions!:MFAOptionListType
        AdminUpdateAuthEventFeedbackRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType EventId!:EventIdType FeedbackValue!:FeedbackValueType
        AdminUpdateDeviceStatusRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType DeviceKey!:DeviceKeyType DeviceRememberedStatus:DeviceRememberedStatusType
        AdminUpdateUserAttributesRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType UserAttributes!:AttributeListType ClientMetadata:ClientMetadataType
        AdminUserGlobalSignOutRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType
        AssociateSoftwareTokenRequest struct AccessToken:TokenModelType Session:SessionType
        ChangePasswordRequest struct PreviousPassword:PasswordType ProposedPassword!:PasswordType AccessToken!:TokenModelType
        CompleteWebAuthnRegistrationRequest struct AccessToken!:TokenModelType Credential!:Document
        ConfirmDeviceRequest struct AccessToken!:TokenModelType DeviceKey!:DeviceKeyType DeviceSecretVerifierConfig:DeviceSecretVerifierConfigType DeviceName:DeviceNameType
        ConfirmForgotPasswordRequest struct ClientId!:ClientIdType SecretHash:SecretHashType Username!:UsernameType ConfirmationCode!:ConfirmationCodeType Password!:PasswordType AnalyticsMetadata:AnalyticsMetadataType UserContextData:UserContextDataType ClientMetadata:ClientMetadataType
        ConfirmSignUpRequest struct ClientId!:ClientIdType SecretHash:SecretHashType Username!:UsernameType ConfirmationCode!:ConfirmationCodeType ForceAliasCreation:ForceAliasCreation AnalyticsMetadata:AnalyticsMetadataType UserContextData:UserContextDataType ClientMetadata:ClientMetadataType Session:SessionType
        CreateGroupRequest struct GroupName!:GroupNameType UserPoolId!:UserPoolIdType Description:DescriptionType RoleArn:ArnType Precedence:PrecedenceType
        CreateIdentityProviderRequest struct UserPoolId!:UserPoolIdType ProviderName!:ProviderNameTypeV2 ProviderType!:IdentityProviderTypeType ProviderDetails!:ProviderDetailsType AttributeMapping:AttributeMappingType IdpIdentifiers:IdpIdentifiersListType AcrMapping:AcrMappingType
        CreateManagedLoginBrandingRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType UseCognitoProvidedValues:BooleanType Settings:Document Assets:AssetListType
        CreateResourceServerRequest struct UserPoolId!:UserPoolIdType Identifier!:ResourceServerIdentifierType Name!:ResourceServerNameType Scopes:ResourceServerScopeListType
        CreateTermsRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType TermsName!:TermsNameType TermsSource!:TermsSourceType Enforcement!:TermsEnforcementType Links:LinksType
        CreateUserImportJobRequest struct JobName!:UserImportJobNameType UserPoolId!:UserPoolIdType CloudWatchLogsRoleArn!:ArnType PasswordHashingAlgorithm:PasswordHashingAlgorithmType
        CreateUserPoolClientRequest struct UserPoolId!:UserPoolIdType ClientName!:ClientNameType GenerateSecret:GenerateSecret ClientSecret:ClientSecretType RefreshTokenValidity:RefreshTokenValidityType AccessTokenValidity:AccessTokenValidityType IdTokenValidity:IdTokenValidityType TokenValidityUnits:TokenValidityUnitsType ReadAttributes:ClientPermissionListType WriteAttributes:ClientPermissionListType ExplicitAuthFlows:ExplicitAuthFlowsListType SupportedIdentityProviders:SupportedIdentityProvidersListType CallbackURLs:CallbackURLsListType LogoutURLs:LogoutURLsListType DefaultRedirectURI:RedirectUrlType AllowedOAuthFlows:OAuthFlowsType AllowedOAuthScopes:ScopeListType AllowedOAuthFlowsUserPoolClient:BooleanType AnalyticsConfiguration:AnalyticsConfigurationType PreventUserExistenceErrors:PreventUserExistenceErrorTypes EnableTokenRevocation:WrappedBooleanType EnablePropagateAdditionalUserContextData:WrappedBooleanType AuthSessionValidity:AuthSessionValidityType RefreshTokenRotation:RefreshTokenRotationType
        CreateUserPoolDomainRequest struct Domain!:DomainType UserPoolId!:UserPoolIdType ManagedLoginVersion:WrappedIntegerType CustomDomainConfig:CustomDomainConfigType Routing:RoutingType
        CreateUserPoolReplicaRequest struct UserPoolId!:UserPoolIdType RegionName!:RegionNameType UserPoolTags:UserPoolTagsType
        CreateUserPoolRequest struct PoolName!:UserPoolNameType Policies:UserPoolPolicyType DeletionProtection:DeletionProtectionType LambdaConfig:LambdaConfigType AutoVerifiedAttributes:VerifiedAttributesListType AliasAttributes:AliasAttributesListType UsernameAttributes:UsernameAttributesListType SmsVerificationMessage:SmsVerificationMessageType EmailVerificationMessage:EmailVerificationMessageType EmailVerificationSubject:EmailVerificationSubjectType VerificationMessageTemplate:VerificationMessageTemplateType SmsAuthenticationMessage:SmsVerificationMessageType MfaConfiguration:UserPoolMfaType UserAttributeUpdateSettings:UserAttributeUpdateSettingsType DeviceConfiguration:DeviceConfigurationType EmailConfiguration:EmailConfigurationType SmsConfiguration:SmsConfigurationType UserPoolTags:UserPoolTagsType AdminCreateUserConfig:AdminCreateUserConfigType Schema:SchemaAttributesListType UserPoolAddOns:UserPoolAddOnsType UsernameConfiguration:UsernameConfigurationType AccountRecoverySetting:AccountRecoverySettingType UserPoolTier:UserPoolTierType KeyConfiguration:KeyConfigurationType IssuerConfiguration:IssuerConfigurationType AcrConfiguration:AcrConfigurationType
        DeleteGroupRequest struct GroupName!:GroupNameType UserPoolId!:UserPoolIdType
        DeleteIdentityProviderRequest struct UserPoolId!:UserPoolIdType ProviderName!:ProviderNameType
        DeleteManagedLoginBrandingRequest struct ManagedLoginBrandingId!:ManagedLoginBrandingIdType UserPoolId!:UserPoolIdType
        DeleteResourceServerRequest struct UserPoolId!:UserPoolIdType Identifier!:ResourceServerIdentifierType
        DeleteTermsRequest struct TermsId!:TermsIdType UserPoolId!:UserPoolIdType
        DeleteUserAttributesRequest struct UserAttributeNames!:AttributeNameListType AccessToken!:TokenModelType
        DeleteUserPoolClientRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType
        DeleteUserPoolClientSecretRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType ClientSecretId!:ClientSecretIdType
        DeleteUserPoolDomainRequest struct Domain!:DomainType UserPoolId!:UserPoolIdType
        DeleteUserPoolReplicaRequest struct UserPoolId!:UserPoolIdType RegionName!:RegionNameType
        DeleteUserPoolRequest struct UserPoolId!:UserPoolIdType
        DeleteUserRequest struct AccessToken!:TokenModelType
        DeleteWebAuthnCredentialRequest struct AccessToken!:TokenModelType CredentialId!:StringType
        DescribeIdentityProviderRequest struct UserPoolId!:UserPoolIdType ProviderName!:ProviderNameType
        DescribeManagedLoginBrandingByClientRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType ReturnMergedResources:BooleanType
        DescribeManagedLoginBrandingRequest struct UserPoolId!:UserPoolIdType ManagedLoginBrandingId!:ManagedLoginBrandingIdType ReturnMergedResources:BooleanType
        DescribeResourceServerRequest struct UserPoolId!:UserPoolIdType Identifier!:ResourceServerIdentifierType
        DescribeRiskConfigurationRequest struct UserPoolId!:UserPoolIdType ClientId:ClientIdType
        DescribeTermsByClientRequest struct ClientId!:ClientIdType UserPoolId!:UserPoolIdType TermsName!:TermsNameType
        DescribeTermsRequest struct TermsId!:TermsIdType UserPoolId!:UserPoolIdType
        DescribeUserImportJobRequest struct UserPoolId!:UserPoolIdType JobId!:UserImportJobIdType
        DescribeUserPoolClientRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType
        DescribeUserPoolDomainRequest struct Domain!:DomainType
        DescribeUserPoolRequest struct UserPoolId!:UserPoolIdType
        ForgetDeviceRequest struct AccessToken:TokenModelType DeviceKey!:DeviceKeyType
        ForgotPasswordRequest struct ClientId!:ClientIdType SecretHash:SecretHashType UserContextData:UserContextDataType Username!:UsernameType AnalyticsMetadata:AnalyticsMetadataType ClientMetadata:ClientMetadataType
        GetCSVHeaderRequest struct UserPoolId!:UserPoolIdType
        GetClientTokenRequest struct ClientId!:ClientIdType Secret!:ClientSecretType Scopes:ScopeListType ClientMetadata:ClientMetadataType
        GetDeviceRequest struct DeviceKey!:DeviceKeyType AccessToken:TokenModelType
        GetGroupRequest struct GroupName!:GroupNameType UserPoolId!:UserPoolIdType
        GetIdentityProviderByIdentifierRequest struct UserPoolId!:UserPoolIdType IdpIdentifier!:IdpIdentifierType
        GetLogDeliveryConfigurationRequest struct UserPoolId!:UserPoolIdType
        GetProvisionedLimitRequest struct LimitDefinition!:LimitDefinitionType
        GetSigningCertificateRequest struct UserPoolId!:UserPoolIdType
        GetTokensFromRefreshTokenRequest struct RefreshToken!:TokenModelType ClientId!:ClientIdType ClientSecret:ClientSecretType DeviceKey:DeviceKeyType ClientMetadata:ClientMetadataType
        GetUICustomizationRequest struct UserPoolId!:UserPoolIdType ClientId:ClientIdType
        GetUserAttributeVerificationCodeRequest struct AccessToken!:TokenModelType AttributeName!:AttributeNameType ClientMetadata:ClientMetadataType
        GetUserAuthFactorsRequest struct AccessToken!:TokenModelType
        GetUserPoolMfaConfigRequest struct UserPoolId!:UserPoolIdType
        GetUserRequest struct AccessToken!:TokenModelType
        GlobalSignOutRequest struct AccessToken!:TokenModelType
        InitiateAuthRequest struct AuthFlow!:AuthFlowType AuthParameters:AuthParametersType ClientMetadata:ClientMetadataType ClientId!:ClientIdType AnalyticsMetadata:AnalyticsMetadataType UserContextData:UserContextDataType Session:SessionType
        ListDevicesRequest struct AccessToken!:TokenModelType Limit:QueryLimitType PaginationToken:SearchPaginationTokenType
        ListGroupsRequest struct UserPoolId!:UserPoolIdType Limit:QueryLimitType NextToken:PaginationKey
        ListIdentityProvidersRequest struct UserPoolId!:UserPoolIdType MaxResults:ListProvidersLimitType NextToken:PaginationKeyType
        ListResourceServersRequest struct UserPoolId!:UserPoolIdType MaxResults:ListResourceServersLimitType NextToken:PaginationKeyType
        ListTagsForResourceRequest struct ResourceArn!:ArnType
        ListTermsRequest struct UserPoolId!:UserPoolIdType MaxResults:ListTermsRequestMaxResultsInteger NextToken:StringType
        ListUserImportJobsRequest struct UserPoolId!:UserPoolIdType MaxResults!:PoolQueryLimitType PaginationToken:PaginationKeyType
        ListUserPoolClientSecretsRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType NextToken:PaginationKey
        ListUserPoolClientsRequest struct UserPoolId!:UserPoolIdType MaxResults:QueryLimit NextToken:PaginationKey
        ListUserPoolReplicasRequest struct UserPoolId!:UserPoolIdType NextToken:PaginationKeyType
        ListUserPoolsRequest struct NextToken:PaginationKeyType MaxResults!:PoolQueryLimitType
        ListUsersInGroupRequest struct UserPoolId!:UserPoolIdType GroupName!:GroupNameType Limit:QueryLimitType NextToken:PaginationKey
        ListUsersRequest struct UserPoolId!:UserPoolIdType AttributesToGet:SearchedAttributeNamesListType Limit:QueryLimitType PaginationToken:SearchPaginationTokenType Filter:UserFilterType
        ListWebAuthnCredentialsRequest struct AccessToken!:TokenModelType NextToken:PaginationKey MaxResults:WebAuthnCredentialsQueryLimitType
        ResendConfirmationCodeRequest struct ClientId!:ClientIdType SecretHash:SecretHashType UserContextData:UserContextDataType Username!:UsernameType AnalyticsMetadata:AnalyticsMetadataType ClientMetadata:ClientMetadataType
        RespondToAuthChallengeRequest struct ClientId!:ClientIdType ChallengeName!:ChallengeNameType Session:SessionType ChallengeResponses:ChallengeResponsesType AnalyticsMetadata:AnalyticsMetadataType UserContextData:UserContextDataType ClientMetadata:ClientMetadataType
        RevokeTokenRequest struct Token!:TokenModelType ClientId!:ClientIdType ClientSecret:ClientSecretType
        SetLogDeliveryConfigurationRequest struct UserPoolId!:UserPoolIdType LogConfigurations!:LogConfigurationListType
        SetRiskConfigurationRequest struct UserPoolId!:UserPoolIdType ClientId:ClientIdType CompromisedCredentialsRiskConfiguration:CompromisedCredentialsRiskConfigurationType AccountTakeoverRiskConfiguration:AccountTakeoverRiskConfigurationType RiskExceptionConfiguration:RiskExceptionConfigurationType
        SetUICustomizationRequest struct UserPoolId!:UserPoolIdType ClientId:ClientIdType CSS:CSSType ImageFile:ImageFileType
        SetUserMFAPreferenceRequest struct SMSMfaSettings:SMSMfaSettingsType SoftwareTokenMfaSettings:SoftwareTokenMfaSettingsType EmailMfaSettings:EmailMfaSettingsType WebAuthnMfaSettings:WebAuthnMfaSettingsType AccessToken!:TokenModelType
        SetUserPoolMfaConfigRequest struct UserPoolId!:UserPoolIdType SmsMfaConfiguration:SmsMfaConfigType SoftwareTokenMfaConfiguration:SoftwareTokenMfaConfigType EmailMfaConfiguration:EmailMfaConfigType MfaConfiguration:UserPoolMfaType WebAuthnConfiguration:WebAuthnConfigurationType
        SetUserSettingsRequest struct AccessToken!:TokenModelType MFAOptions!:MFAOptionListType
        SignUpRequest struct ClientId!:ClientIdType SecretHash:SecretHashType Username!:UsernameType Password:PasswordType UserAttributes:AttributeListType ValidationData:AttributeListType AnalyticsMetadata:AnalyticsMetadataType UserContextData:UserContextDataType ClientMetadata:ClientMetadataType
        StartUserImportJobRequest struct UserPoolId!:UserPoolIdType JobId!:UserImportJobIdType
        StartWebAuthnRegistrationRequest struct AccessToken!:TokenModelType
        StopUserImportJobRequest struct UserPoolId!:UserPoolIdType JobId!:UserImportJobIdType
        TagResourceRequest struct ResourceArn!:ArnType Tags!:UserPoolTagsType
        UntagResourceRequest struct ResourceArn!:ArnType TagKeys!:UserPoolTagsListType
        UpdateAuthEventFeedbackRequest struct UserPoolId!:UserPoolIdType Username!:UsernameType EventId!:EventIdType FeedbackToken!:TokenModelType FeedbackValue!:FeedbackValueType
        UpdateDeviceStatusRequest struct AccessToken!:TokenModelType DeviceKey!:DeviceKeyType DeviceRememberedStatus:DeviceRememberedStatusType
        UpdateGroupRequest struct GroupName!:GroupNameType UserPoolId!:UserPoolIdType Description:DescriptionType RoleArn:ArnType Precedence:PrecedenceType
        UpdateIdentityProviderRequest struct UserPoolId!:UserPoolIdType ProviderName!:ProviderNameType ProviderDetails:ProviderDetailsType AttributeMapping:AttributeMappingType IdpIdentifiers:IdpIdentifiersListType AcrMapping:AcrMappingType
        UpdateManagedLoginBrandingRequest struct UserPoolId:UserPoolIdType ManagedLoginBrandingId:ManagedLoginBrandingIdType UseCognitoProvidedValues:BooleanType Settings:Document Assets:AssetListType
        UpdateProvisionedLimitRequest struct LimitDefinition!:LimitDefinitionType RequestedLimitValue!:IntegerType
        UpdateResourceServerRequest struct UserPoolId!:UserPoolIdType Identifier!:ResourceServerIdentifierType Name!:ResourceServerNameType Scopes:ResourceServerScopeListType
        UpdateTermsRequest struct TermsId!:TermsIdType UserPoolId!:UserPoolIdType TermsName:TermsNameType TermsSource:TermsSourceType Enforcement:TermsEnforcementType Links:LinksType
        UpdateUserAttributesRequest struct UserAttributes!:AttributeListType AccessToken!:TokenModelType ClientMetadata:ClientMetadataType
        UpdateUserPoolClientRequest struct UserPoolId!:UserPoolIdType ClientId!:ClientIdType ClientName:ClientNameType RefreshTokenValidity:RefreshTokenValidityType AccessTokenValidity:AccessTokenValidityType IdTokenValidity:IdTokenValidityType TokenValidityUnits:TokenValidityUnitsType ReadAttributes:ClientPermissionListType WriteAttributes:ClientPermissionListType ExplicitAuthFlows:ExplicitAuthFlowsListType SupportedIdentityProviders:SupportedIdentityProvidersListType CallbackURLs:CallbackURLsListType LogoutURLs:LogoutURLsListType DefaultRedirectURI:RedirectUrlType AllowedOAuthFlows:OAuthFlowsType AllowedOAuthScopes:ScopeListType AllowedOAuthFlowsUserPoolClient:BooleanType AnalyticsConfiguration:AnalyticsConfigurationType PreventUserExistenceErrors:PreventUserExistenceErrorTypes EnableTokenRevocation:WrappedBooleanType EnablePropagateAdditionalUserContextData:WrappedBooleanType AuthSessionValidity:AuthSessionValidityType RefreshTokenRotation:RefreshTokenRotationType
        UpdateUserPoolDomainRequest struct Domain!:DomainType UserPoolId!:UserPoolIdType ManagedLoginVersion:WrappedIntegerType CustomDomainConfig:CustomDomainConfigType Routing:RoutingType
        UpdateUserPoolReplicaRequest struct UserPoolId!:UserPoolIdType RegionName!:RegionNameType Status!:UpdateReplicaStatusType
        UpdateUserPoolRequest struct UserPoolId!:UserPoolIdType Policies:UserPoolPolicyType DeletionProtection:DeletionProtectionType LambdaConfig:LambdaConfigType AutoVerifiedAttributes:VerifiedAttributesListType SmsVerificationMessage:SmsVerificationMessageType EmailVerificationMessage:EmailVerificationMessageType EmailVerificationSubject:EmailVerificationSubjectType VerificationMessageTemplate:VerificationMessageTemplateType SmsAuthenticationMessage:SmsVerificationMessageType UserAttributeUpdateSettings:UserAttributeUpdateSettingsType MfaConfiguration:UserPoolMfaType DeviceConfiguration:DeviceConfigurationType EmailConfiguration:EmailConfigurationType SmsConfiguration:SmsConfigurationType UserPoolTags:UserPoolTagsType AdminCreateUserConfig:AdminCreateUserConfigType UserPoolAddOns:UserPoolAddOnsType AccountRecoverySetting:AccountRecoverySettingType PoolName:UserPoolNameType UserPoolTier:UserPoolTierType KeyConfiguration:KeyConfigurationType IssuerConfiguration:IssuerConfigurationType AcrConfiguration:AcrConfigurationType
        VerifySoftwareTokenRequest struct AccessToken:TokenModelType Session:SessionType UserCode!:SoftwareTokenMFAUserCodeType FriendlyDeviceName:StringType
        VerifyUserAttributeRequest struct AccessToken!:TokenModelType AttributeName!:AttributeNameType Code!:ConfirmationCodeType
        """#
}
