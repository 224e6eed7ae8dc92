#pragma once
// What `import Glibc` does not show: epoll and accept4.
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>

// accept4 is hidden without _GNU_SOURCE before the first libc header, so it is declared here.
extern int accept4(int, struct sockaddr *, socklen_t *, int);
