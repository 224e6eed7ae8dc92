// Express with a verification middleware on node:crypto: `/health` and a guarded `/protected`.
//
// PORT is where it listens; JWKS (a file), ISSUER and CLIENT_ID say whose tokens count.
'use strict';
const { createPublicKey, verify } = require('crypto');
const { readFileSync } = require('fs');

const { PORT, JWKS, ISSUER, CLIENT_ID } = process.env;
const keys = new Map();
if (JWKS) {
    for (const key of JSON.parse(readFileSync(JWKS)).keys) {
        keys.set(key.kid, createPublicKey({ key, format: 'jwk' }));
    }
}

const object = (segment) => JSON.parse(Buffer.from(segment, 'base64url'));

function claimsOf(token) {
    const [head, payload, signature, ...rest] = token.split('.');
    const { alg, kid } = object(head);
    const key = keys.get(kid);
    if (rest.length || alg !== 'RS256' || !key) return null;
    const signed = Buffer.from(`${head}.${payload}`);
    if (!verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))) return null;
    const claims = object(payload);
    const holds = claims.exp > Date.now() / 1000 && claims.iss === ISSUER
        && claims.client_id === CLIENT_ID && claims.token_use === 'access';
    return holds ? claims : null;
}

function authenticate(request, response, next) {
    try {
        request.claims = claimsOf((request.headers.authorization ?? '').replace(/^Bearer /, ''));
    } catch {
        request.claims = null;
    }
    if (!request.claims) return response.status(401).json({ message: 'Unauthorized' });
    next();
}

const app = require('express')();
app.get('/health', (request, response) => response.json({ status: 'ok' }));
app.get('/protected', authenticate, (request, response) => response.json({
    message: `Hello, ${request.claims.username}! You have access to this protected resource.`,
    user: request.claims,
}));
app.listen(Number(PORT), '127.0.0.1');
