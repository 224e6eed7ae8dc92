// Connections that come and go in every way a client can think of.
//
//   churn PORT COUNT FIRST
//
// One after the other, from connection number FIRST on; some stay open while others come. Prints
// "<answered> <refused> <wrong>": 200 where it was due, 400 where that was, and anything else.
#include "loopback.h"

#define REQUEST "GET /health HTTP/1.1\r\nHost: churn.example\r\n\r\n"
#define LAST "GET /health HTTP/1.1\r\nHost: churn.example\r\nConnection: close\r\n\r\n"
#define HALF_HEAD "GET /health HTTP/1.1\r\nHost: churn.exa"
#define HALF_BODY \
    "POST /login HTTP/1.1\r\nHost: churn.example\r\nContent-Type: application/json\r\n" \
    "Content-Length: 60\r\n\r\n{\"email\":"
#define PIPELINED 50
#define SILENT 100

static unsigned answered, refused, wrong;
static char pipeline[PIPELINED * (sizeof REQUEST - 1)];
// Clients that never say a word stay until a hundred others of their kind have come.
static int silent[SILENT];
static unsigned silences;

static void say(int descriptor, const char *text) {
    send(descriptor, text, strlen(text), MSG_NOSIGNAL);
}

// The status of the first answer; 0 if none comes.
static int status(int descriptor) {
    char answer[4096];
    ssize_t got = recv(descriptor, answer, sizeof answer - 1, 0);
    if (got < 12) return 0;
    answer[got] = 0;
    return atoi(answer + 9);
}

static void expect(int descriptor, int wanted) {
    int got = status(descriptor);
    if (got != wanted) wrong++;
    else if (got == 200) answered++;
    else refused++;
}

// Reads until the server closes too.
static void drain(int descriptor) {
    char rest[4096];
    while (recv(descriptor, rest, sizeof rest, 0) > 0) continue;
}

static void be_silent(int descriptor) {
    int *place = &silent[silences++ % SILENT];
    if (*place > 0) close(*place);
    *place = descriptor;
}

static void visit(int descriptor, unsigned way) {
    switch (way) {
    case 0:  // one request
        say(descriptor, REQUEST);
        expect(descriptor, 200);
        break;
    case 1:  // the server closes first
        say(descriptor, LAST);
        expect(descriptor, 200);
        drain(descriptor);
        break;
    case 2:  // two requests, then a reset
        say(descriptor, REQUEST);
        expect(descriptor, 200);
        say(descriptor, REQUEST);
        expect(descriptor, 200);
        return reset(descriptor);
    case 3:  // a reset at once
        return reset(descriptor);
    case 4:  // a reset within a head
        say(descriptor, HALF_HEAD);
        return reset(descriptor);
    case 5:  // a reset within a body
        say(descriptor, HALF_BODY);
        return reset(descriptor);
    case 6:  // a reset while the answer is on its way
        say(descriptor, REQUEST);
        return reset(descriptor);
    case 7:  // a reset with many answers unread
        send(descriptor, pipeline, sizeof pipeline, MSG_NOSIGNAL);
        expect(descriptor, 200);
        return reset(descriptor);
    case 8:  // half-close after a request: the answer still comes
        say(descriptor, REQUEST);
        shutdown(descriptor, SHUT_WR);
        expect(descriptor, 200);
        drain(descriptor);
        break;
    case 9:  // half-close within a head
        say(descriptor, HALF_HEAD);
        shutdown(descriptor, SHUT_WR);
        expect(descriptor, 400);
        drain(descriptor);
        break;
    case 10:  // gone within a head
        say(descriptor, HALF_HEAD);
        break;
    case 11:  // gone within a body
        say(descriptor, HALF_BODY);
        break;
    case 12:  // nonsense
        say(descriptor, "\x16\x03\x01\x02\r\n\r\n");
        expect(descriptor, 400);
        break;
    case 13:  // not a word
        return be_silent(descriptor);
    }
    close(descriptor);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    int port = atoi(argv[1]);
    unsigned count = (unsigned)atoi(argv[2]), first = (unsigned)atoi(argv[3]);
    for (size_t i = 0; i < sizeof pipeline; i++) pipeline[i] = REQUEST[i % (sizeof REQUEST - 1)];
    struct timeval patience = {.tv_sec = 20};
    for (unsigned i = first; i < first + count; i++) {
        int descriptor = dial(port, i, 0, 0);
        if (descriptor < 0) {
            perror("connect");
            return 1;
        }
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        visit(descriptor, i % 14);
    }
    printf("%u %u %u\n", answered, refused, wrong);
    return 0;
}
