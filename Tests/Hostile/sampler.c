// A normal client: asks for /health 1,000 times a second over 8 connections, in turn.
//
//   sampler PORT SECONDS
//
// Prints "<requests> <p50> <p99> <max> <again>", times in microseconds. A request that an answer
// before it kept waiting counts from the time at which it was due; one whose connection the server
// closed is sent again over a new one, once (RFC 9112 9.3.1), which its time includes.
#include "loopback.h"

#include <stdbool.h>

#define CONNECTIONS 8
#define REQUEST "GET /health HTTP/1.1\r\nHost: normal.example\r\n\r\n"

static int compare(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static void sleep_until(uint64_t time) {
    struct timespec until = {
        .tv_sec = (time_t)(time / 1000000), .tv_nsec = (long)(time % 1000000) * 1000};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
}

static int port;
static unsigned again;

static int join_server(unsigned number) {
    int descriptor = dial(port, number, 0, 0);
    if (descriptor >= 0) return descriptor;
    perror("connect");
    exit(5);
}

// False if the connection ended without an answer; anything but 200 ends the program.
static bool answered(int descriptor) {
    char answer[4096];
    if (send(descriptor, REQUEST, sizeof REQUEST - 1, MSG_NOSIGNAL) < 0) return false;
    ssize_t got = recv(descriptor, answer, sizeof answer, 0);
    if (got <= 0) return false;
    if (got >= 12 && memcmp(answer, "HTTP/1.1 200", 12) == 0) return true;
    fprintf(stderr, "%.*s\n", (int)got, answer);
    exit(4);
}

static void ask(int *descriptor, unsigned number) {
    if (answered(*descriptor)) return;
    again++;
    close(*descriptor);
    *descriptor = join_server(number);
    if (answered(*descriptor)) return;
    fprintf(stderr, "a new connection ended without an answer\n");
    exit(3);
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    unsigned requests = (unsigned)atoi(argv[2]) * 1000;
    uint32_t *times = calloc(requests, sizeof *times);
    int descriptors[CONNECTIONS];
    if (times == NULL || requests == 0) return 1;
    port = atoi(argv[1]);
    for (unsigned i = 0; i < CONNECTIONS; i++) {
        descriptors[i] = join_server(i);
        ask(&descriptors[i], i);
    }
    uint64_t start = microseconds();
    for (unsigned i = 0; i < requests; i++) {
        uint64_t began = start + (uint64_t)i * 1000;
        if (microseconds() < began) {
            sleep_until(began);
            began = microseconds();
        }
        ask(&descriptors[i % CONNECTIONS], i % CONNECTIONS);
        times[i] = (uint32_t)(microseconds() - began);
    }
    qsort(times, requests, sizeof *times, compare);
    printf("%u %u %u %u %u\n", requests, times[requests / 2],
           times[(uint64_t)requests * 99 / 100], times[requests - 1], again);
    return 0;
}
