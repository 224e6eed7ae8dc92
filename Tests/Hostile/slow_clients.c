// Holds slow clients of four kinds and replaces each that the server sends away.
//
//   slow_clients PORT EACH
//
// Every second a line "held <head> <body> <read> <idle> replaced <n> refused <n>"; ends on SIGTERM.
#include "loopback.h"

#include <sys/epoll.h>

enum kind { HEAD, BODY, READ, IDLE, KINDS };

struct client {
    int descriptor;  // -1 while there is none
    enum kind kind;
    unsigned asked;  // bytes of requests that a slow reader has sent beyond its first
};

// Clients have their turn once a second, spread over this many steps.
#define STEPS 100
// They come within this many seconds, so that their deadlines don't all pass at once.
#define RAMP 20
#define REQUEST "GET /health HTTP/1.1\r\nHost: slow.example\r\n\r\n"

static const char *const openings[KINDS] = {
    [HEAD] = "GET /health HTTP/1.1\r\nHost: slow.example\r\nX-Drip: ",
    // Longer than it will ever send, shorter than what is refused at once.
    [BODY] = "POST /login HTTP/1.1\r\nHost: slow.example\r\nContent-Type: application/json\r\n"
             "Content-Length: 100000\r\n\r\n{",
    [READ] = REQUEST,
    [IDLE] = REQUEST,
};

static int port;
static struct client *clients;
static unsigned count, number, held[KINDS], replaced, refused;
static int poller;
static volatile sig_atomic_t ended;
static char drip[600], flood[64 * 1024];

static void end(int signal) { (void)signal; ended = 1; }

static void drop(struct client *client) {
    close(client->descriptor);
    client->descriptor = -1;
    held[client->kind]--;
}

static void enter(struct client *client) {
    int descriptor = dial(port, number++, SOCK_NONBLOCK, client->kind == READ ? 2048 : 0);
    if (descriptor < 0) {
        refused++;
        return;
    }
    client->descriptor = descriptor;
    client->asked = 0;
    held[client->kind]++;
    const char *opening = openings[client->kind];
    if (send(descriptor, opening, strlen(opening), MSG_NOSIGNAL) < 0) return drop(client);
    // A slow reader is never told that there is something to read.
    struct epoll_event event = {
        .events = EPOLLRDHUP | (client->kind == READ ? 0 : EPOLLIN), .data.ptr = client};
    epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event);
}

// Asks for more than it will ever read, for as long as the server takes it.
static void read_slowly(struct client *client) {
    char taken[32];
    recv(client->descriptor, taken, sizeof taken, 0);
    size_t from = client->asked % (sizeof REQUEST - 1);
    ssize_t sent = send(client->descriptor, flood + from, sizeof flood - from, MSG_NOSIGNAL);
    if (sent > 0) client->asked += (unsigned)sent;
}

// One second's worth of slowness. A gone connection is noticed by epoll.
static void move(struct client *client) {
    if (client->descriptor < 0) return enter(client);
    switch (client->kind) {
    case HEAD: send(client->descriptor, drip, 1, MSG_NOSIGNAL); break;
    // Just above the slowest body that the server waits for.
    case BODY: send(client->descriptor, drip, sizeof drip, MSG_NOSIGNAL); break;
    case READ: read_slowly(client); break;
    default: break;
    }
}

static void notice(struct epoll_event *event) {
    struct client *client = event->data.ptr;
    char answer[4096];
    ssize_t got = 1;
    if (event->events & EPOLLIN) got = recv(client->descriptor, answer, sizeof answer, 0);
    int over = event->events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR);
    if (!over && got != 0) return;
    drop(client);
    replaced++;
    enter(client);
}

static void wait_until(uint64_t time) {
    struct epoll_event events[256];
    for (;;) {
        uint64_t now = microseconds();
        int left = now >= time ? 0 : (int)((time - now + 999) / 1000);
        int ready = epoll_wait(poller, events, 256, left);
        for (int i = 0; i < ready; i++) notice(&events[i]);
        if (ready <= 0 && left == 0) return;
        if (ended) return;
    }
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    port = atoi(argv[1]);
    unsigned each = (unsigned)atoi(argv[2]);
    count = each * KINDS;
    clients = calloc(count, sizeof *clients);
    poller = epoll_create1(EPOLL_CLOEXEC);
    if (clients == NULL || poller < 0) return 1;
    signal(SIGTERM, end);
    memset(drip, 'a', sizeof drip);
    for (size_t i = 0; i < sizeof flood; i++) flood[i] = REQUEST[i % (sizeof REQUEST - 1)];
    for (unsigned i = 0; i < count; i++)
        clients[i] = (struct client){.descriptor = -1, .kind = (enum kind)(i % KINDS)};

    uint64_t next = microseconds();
    for (unsigned step = 0, turns = 0; !ended; step = (step + 1) % STEPS, turns++) {
        for (unsigned i = step; i < count; i += STEPS)
            if (turns / STEPS >= i / STEPS % RAMP) move(&clients[i]);
        wait_until(next += 1000000 / STEPS);
        if (step + 1 < STEPS) continue;
        printf("held %u %u %u %u replaced %u refused %u\n", held[HEAD], held[BODY], held[READ],
               held[IDLE], replaced, refused);
        fflush(stdout);
    }
    return 0;
}
