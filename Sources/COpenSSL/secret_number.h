#pragma once
// Numbers of a private key in DER, and nothing of them left in freed memory.
#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>

/// The number, in memory that is wiped, or NULL for anything but a positive one.
static inline BIGNUM *gatehouse_secret_number(const ASN1_TYPE *value) {
    BIGNUM *number = BN_secure_new();
    if (number && value && value->type == V_ASN1_INTEGER
        && ASN1_INTEGER_to_BN(value->value.integer, number) && !BN_is_negative(number)
        && !BN_is_zero(number))
        return number;
    BN_clear_free(number);
    return NULL;
}

/// Frees a value and wipes its bytes first, also those of the primes that a key has beyond two.
static inline void gatehouse_free_secret(ASN1_TYPE *value) {
    int kind = ASN1_TYPE_get(value);
    // The other kinds are no strings, or an algorithm's name. 0 is a value that was never set.
    if (kind != 0 && kind != V_ASN1_NULL && kind != V_ASN1_BOOLEAN && kind != V_ASN1_OBJECT) {
        const ASN1_STRING *bytes = value->value.asn1_string;
        OPENSSL_cleanse((void *)ASN1_STRING_get0_data(bytes), (size_t)ASN1_STRING_length(bytes));
    }
    ASN1_TYPE_free(value);
}
