"""Powers in Cognito's group by libcrypto, ten times as fast as Python's."""

import ctypes
import ctypes.util

from pycognito import aws_srp

N = int(aws_srp.N_HEX, 16)
CRYPTO = ctypes.CDLL(ctypes.util.find_library("crypto"))
for name in ("BN_new", "BN_CTX_new", "BN_bin2bn"): getattr(CRYPTO, name).restype = ctypes.c_void_p


def big(number: int) -> ctypes.c_void_p:
    data = number.to_bytes((number.bit_length() + 7) // 8)
    return ctypes.c_void_p(CRYPTO.BN_bin2bn(data, len(data), None))


MODULUS, CONTEXT = big(N), ctypes.c_void_p(CRYPTO.BN_CTX_new())
RESULT = ctypes.c_void_p(CRYPTO.BN_new())


def power(base: int, exponent: int) -> int:
    """Modulo N."""
    numbers = big(base), big(exponent)
    assert CRYPTO.BN_mod_exp(RESULT, *numbers, MODULUS, CONTEXT) == 1
    for number in numbers: CRYPTO.BN_free(number)
    data = ctypes.create_string_buffer(384)
    length = CRYPTO.BN_bn2bin(RESULT, data)
    return int.from_bytes(data.raw[:length])
