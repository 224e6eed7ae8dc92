// What the drivers share: the clock, and connections from many loopback addresses.
#ifndef LOOPBACK_H
#define LOOPBACK_H

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// One source address has some 28,000 ports, and each is taken for a minute after its connection.
#define SOURCES 200

static inline uint64_t microseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static inline struct sockaddr_in loopback(uint32_t host, int port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(host),
    };
}

// On loopback a connection is there at once, or waits because the server's backlog is full. A
// non-blocking connect learns of it only when it asks again; EALREADY then means that it waits.
static inline int join(int descriptor, int port) {
    struct sockaddr_in target = loopback(INADDR_LOOPBACK, port);
    int failed = connect(descriptor, (struct sockaddr *)&target, sizeof target);
    if (failed == 0 || errno != EINPROGRESS) return failed;
    return connect(descriptor, (struct sockaddr *)&target, sizeof target);
}

// Connects to 127.0.0.1 from 127.1.x.1, x by `number`. `flags` are socket's; a receive buffer of 0
// is the system's. Returns the descriptor, or -1 with errno.
static inline int dial(int port, unsigned number, int flags, int receive_buffer) {
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
    if (descriptor < 0) return -1;
    int yes = 1;
    // The port is chosen at connect, when the whole quadruple is known.
    setsockopt(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (receive_buffer > 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    struct sockaddr_in source = loopback(0x7F010001 + ((number % SOURCES) << 8), 0);
    if (bind(descriptor, (struct sockaddr *)&source, sizeof source) == 0 &&
        join(descriptor, port) == 0)
        return descriptor;
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
}

// Closes with a reset instead of an orderly end.
static inline void reset(int descriptor) {
    struct linger linger = {.l_onoff = 1, .l_linger = 0};
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(descriptor);
}

#endif
