/// A small HTTP server in Python whose path chooses how it behaves: `/<behaviour>/<key>`.
///
/// It prints its port, ends when its standard input does, and answers `/log/<key>` with what it has
/// been sent under that key. With a certificate it speaks TLS.
enum UpstreamScript {
    static let text = #"""
        import json, os, socket, ssl, sys, threading, time

        log, lock, connections = {}, threading.Lock(), [0]
        USER = b'{"Username":"alice","UserAttributes":[{"Name":"email","Value":"a@example.com"}]}'

        def answer(status, body, headers=()):
            lines = ["HTTP/1.1 %d X" % status, "Content-Length: %d" % len(body), *headers]
            return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

        def error(status, kind, headers=()):
            body = json.dumps({"__type": kind, "message": "Said " + kind}).encode()
            return answer(status, body, headers)

        def read_request(reader):
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = reader.readline()
                if not line: return None
                head += line
            lines = head.decode("latin-1").split("\r\n")
            method, path, _ = lines[0].split(" ")
            fields = {l.split(":", 1)[0].lower(): l.split(":", 1)[1].strip() for l in lines[1:] if ":" in l}
            body = reader.read(int(fields.get("content-length", "0")))
            return {"method": method, "path": path, "fields": fields, "body": body.decode()}

        def drip(peer):
            peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while True:
                peer.sendall(b" ")
                time.sleep(0.02)

        FIXED = {
            "user": answer(200, USER),
            "empty": answer(200, b""),
            "garbage": answer(200, b"\x00\xff{"),
            "html": answer(200, b"<html>sign in</html>", ["Content-Type: text/html"]),
            "html502": answer(502, b"<html>bad gateway</html>", ["Content-Type: text/html"]),
            "huge": answer(200, b" " * (3 << 20)),
            "redirect": answer(302, b"", ["Location: /user/redirected"]),
            "refused": error(400, "NotAuthorizedException"),
            "namespaced": error(400, "com.amazonaws#UserNotFoundException:http://x"),
            "header": answer(400, b"", ["x-amzn-errortype: CodeMismatchException:"]),
            "unknown": error(400, "SurpriseException"),
            "ours": error(400, "gatehouse:Timeout"),
            "throttle": error(400, "TooManyRequestsException", ["Retry-After: 7"]),
            "years": error(400, "TooManyRequestsException", ["Retry-After: 99999999999"]),
            "past": error(400, "TooManyRequestsException", ["Retry-After: -5"]),
            "internal": error(500, "InternalErrorException", ["Retry-After: 3"]),
            "fields": answer(200, USER, ["X-%d: %s" % (i, "x" * 1000) for i in range(90)]),
            "nohttp": b"SSH-2.0-OpenSSH\r\n\r\n",
            "half": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
            "interim": b"HTTP/1.1 103 Early Hints\r\nRetry-After: 9\r\n\r\n" + answer(200, USER),
        }

        def behave(peer, behaviour, key, count, first):
            """True to keep the connection."""
            if behaviour == "log":
                with lock: text = json.dumps(log.get(key, []))
                peer.sendall(answer(200, text.encode()))
            elif behaviour == "slow": time.sleep(60)
            elif behaviour == "drip": drip(peer)
            elif behaviour == "close": return False
            elif behaviour == "dies":
                # Serves the first request of a connection and drops the next one unanswered.
                if not first: return False
                peer.sendall(FIXED["user"])
            elif behaviour == "flaky": peer.sendall(FIXED["html502"] if count <= 2 else FIXED["user"])
            elif behaviour in ("half", "nohttp"):
                peer.sendall(FIXED[behaviour])
                return False
            else: peer.sendall(FIXED[behaviour])
            return True

        def serve(peer):
            with lock:
                connections[0] += 1
                number = connections[0]
            try:
                if context: peer = context.wrap_socket(peer, server_side=True)
                reader, first = peer.makefile("rb"), True
                while (request := read_request(reader)) is not None:
                    _, behaviour, key = request["path"].split("/")
                    request["connection"] = number
                    with lock:
                        if behaviour != "log": log.setdefault(key, []).append(request)
                        count = len(log.get(key, []))
                    if not behave(peer, behaviour, key, count, first): break
                    first = False
                peer.shutdown(socket.SHUT_RDWR)
            except OSError: pass
            finally: peer.close()

        context = None
        if len(sys.argv) > 1:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1], sys.argv[2])
            if len(sys.argv) > 3:
                context.set_ciphers("ALL:@SECLEVEL=0")
                context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        print(listener.getsockname()[1], flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """#
}
