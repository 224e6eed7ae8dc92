#pragma once
// What `import Glibc` does not show: epoll, eventfd, accept4, names of threads, the choice among
// listeners and the heap's options.
#include <linux/filter.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/types.h>

// Hidden without _GNU_SOURCE before the first libc header, so declared here.
extern int accept4(int, struct sockaddr *, socklen_t *, int);
extern int pthread_setname_np(pthread_t, const char *);

/// Among the listeners that share a port (SO_REUSEPORT), in the order in which they came, newcomers
/// go to number `index`; where there is none, the kernel goes on choosing by itself (socket(7),
/// SO_ATTACH_REUSEPORT_CBPF). When a listener closes, the last one takes its number.
static inline int gatehouse_select_listener(int listener, unsigned index) {
    struct sock_filter choice = BPF_STMT(BPF_RET | BPF_K, index);
    struct sock_fprog program = {.len = 1, .filter = &choice};
    return setsockopt(
        listener, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, &program, sizeof program);
}
