#pragma once
// An RSA private key from its numbers. libcrypto's own reader of PEM instantiates every decoder of every
// algorithm first, which takes longer than all the rest of a start has to do with keys.
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "secret_number.h"

/// What an RSAPrivateKey consists of (RFC 8017 A.1.2), in that order, after the version.
static const char *const gatehouse_rsa_numbers[] = {
    OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D,
    OSSL_PKEY_PARAM_RSA_FACTOR1, OSSL_PKEY_PARAM_RSA_FACTOR2,
    OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2,
    OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
};
#define GATEHOUSE_RSA_NUMBERS (sizeof gatehouse_rsa_numbers / sizeof *gatehouse_rsa_numbers)

/// The key of these numbers, or NULL.
static inline EVP_PKEY *gatehouse_rsa_key_pair(BIGNUM *const *numbers) {
    EVP_PKEY *key = NULL;
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    OSSL_PARAM *parameters = NULL;
    int complete = builder && context;
    for (size_t index = 0; complete && index < GATEHOUSE_RSA_NUMBERS; index++)
        complete = OSSL_PARAM_BLD_push_BN(builder, gatehouse_rsa_numbers[index], numbers[index]);
    if (complete && (parameters = OSSL_PARAM_BLD_to_param(builder))
        && EVP_PKEY_fromdata_init(context) == 1
        && EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, parameters) != 1)
        key = NULL;
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    EVP_PKEY_CTX_free(context);
    return key;
}

/// A key from an RSAPrivateKey in DER, of two primes (version 0) and with nothing behind it, or NULL.
static inline EVP_PKEY *gatehouse_rsa_from_der(const unsigned char *der, long length) {
    const unsigned char *end = der;
    BIGNUM *numbers[GATEHOUSE_RSA_NUMBERS] = {NULL};
    EVP_PKEY *key = NULL;
    ASN1_SEQUENCE_ANY *sequence = d2i_ASN1_SEQUENCE_ANY(NULL, &end, length);
    int complete = sequence && end == der + length
        && sk_ASN1_TYPE_num(sequence) == 1 + (int)GATEHOUSE_RSA_NUMBERS;
    if (complete) {
        const ASN1_TYPE *version = sk_ASN1_TYPE_value(sequence, 0);
        complete = version->type == V_ASN1_INTEGER && ASN1_INTEGER_get(version->value.integer) == 0;
    }
    for (size_t index = 0; complete && index < GATEHOUSE_RSA_NUMBERS; index++)
        complete = (numbers[index] = gatehouse_secret_number(
            sk_ASN1_TYPE_value(sequence, (int)index + 1))) != NULL;
    if (complete) key = gatehouse_rsa_key_pair(numbers);
    for (size_t index = 0; index < GATEHOUSE_RSA_NUMBERS; index++) BN_clear_free(numbers[index]);
    sk_ASN1_TYPE_pop_free(sequence, gatehouse_free_secret);
    return key;
}

/// The same in PKCS#8 (RFC 5958), not encrypted.
static inline EVP_PKEY *gatehouse_rsa_from_pkcs8(const unsigned char *der, long length) {
    const unsigned char *end = der, *inner = NULL;
    const ASN1_OBJECT *algorithm = NULL;
    int count = 0;
    EVP_PKEY *key = NULL;
    PKCS8_PRIV_KEY_INFO *info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &end, length);
    if (info && end == der + length && PKCS8_pkey_get0(&algorithm, &inner, &count, NULL, info)
        && OBJ_obj2nid(algorithm) == NID_rsaEncryption)
        key = gatehouse_rsa_from_der(inner, count);
    PKCS8_PRIV_KEY_INFO_free(info);
    return key;
}

/// An RSA private key from PEM (PKCS#8 or PKCS#1, not encrypted), or NULL.
static inline EVP_PKEY *gatehouse_read_private_key(BIO *bio) {
    char *name = NULL, *header = NULL;
    unsigned char *der = NULL;
    long length = 0;
    EVP_PKEY *key = NULL;
    // Encrypted PKCS#1 says so in its header, encrypted PKCS#8 in its name.
    if (PEM_read_bio(bio, &name, &header, &der, &length) && !*header) {
        if (!strcmp(name, PEM_STRING_PKCS8INF)) key = gatehouse_rsa_from_pkcs8(der, length);
        if (!strcmp(name, PEM_STRING_RSA)) key = gatehouse_rsa_from_der(der, length);
    }
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(der, length);
    return key;
}
