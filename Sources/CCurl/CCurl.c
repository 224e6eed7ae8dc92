#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

#ifdef __APPLE__
#define LIBRARY "libcurl.4.dylib"
#else
#define LIBRARY "libcurl.so.4"
#endif

// libcurl's functions, by their own names and types.
#define FUNCTIONS(entry)                                                                           \
    entry(curl_global_init) entry(curl_easy_init) entry(curl_easy_reset) entry(curl_easy_cleanup)  \
    entry(curl_easy_setopt) entry(curl_easy_getinfo) entry(curl_easy_perform)                      \
    entry(curl_slist_append)                                                                       \
    entry(curl_slist_free_all) entry(curl_multi_init) entry(curl_multi_cleanup)                    \
    entry(curl_multi_setopt) entry(curl_multi_add_handle) entry(curl_multi_remove_handle)          \
    entry(curl_multi_perform) entry(curl_multi_poll) entry(curl_multi_wakeup)                      \
    entry(curl_multi_info_read)

// curl.h makes type-checking macros of these; here their plain functions are meant.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#define POINTER(name) __typeof__(&name) name;
static struct { FUNCTIONS(POINTER) } call;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char fault[256];

static void load(void) {
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        snprintf(fault, sizeof fault, "%s", dlerror());
        return;
    }
#define LOOK_UP(name)                                                                              \
    if (!(call.name = (__typeof__(call.name))dlsym(library, #name))) {                             \
        snprintf(fault, sizeof fault, LIBRARY " is too old: it has no " #name);                    \
        return;                                                                                    \
    }
    FUNCTIONS(LOOK_UP)
    if (call.curl_global_init(CURL_GLOBAL_ALL) != CURLE_OK)
        snprintf(fault, sizeof fault, LIBRARY " can't be initialised");
}

const char *gatehouse_curl_load(void) {
    pthread_once(&once, load);
    return fault[0] ? fault : NULL;
}

CURL *gatehouse_easy_init(void) { return call.curl_easy_init(); }
void gatehouse_easy_reset(CURL *easy) { call.curl_easy_reset(easy); }
void gatehouse_easy_cleanup(CURL *easy) { call.curl_easy_cleanup(easy); }

CURLcode gatehouse_set_long(CURL *easy, CURLoption option, long value) {
    return call.curl_easy_setopt(easy, option, value);
}

CURLcode gatehouse_set_string(CURL *easy, CURLoption option, const char *value) {
    return call.curl_easy_setopt(easy, option, value);
}

CURLcode gatehouse_set_pointer(CURL *easy, CURLoption option, void *value) {
    return call.curl_easy_setopt(easy, option, value);
}

CURLcode gatehouse_set_function(
    CURL *easy, CURLoption option, gatehouse_transfer_function function) {
    return call.curl_easy_setopt(easy, option, function);
}

CURLcode gatehouse_set_list(CURL *easy, CURLoption option, struct curl_slist *list) {
    return call.curl_easy_setopt(easy, option, list);
}

CURLcode gatehouse_easy_perform(CURL *easy) { return call.curl_easy_perform(easy); }

long gatehouse_info_long(CURL *easy, CURLINFO info) {
    long value = 0;
    return call.curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

struct curl_slist *gatehouse_list_append(struct curl_slist *list, const char *line) {
    return call.curl_slist_append(list, line);
}

void gatehouse_list_free(struct curl_slist *list) { call.curl_slist_free_all(list); }

CURLM *gatehouse_multi_init(void) { return call.curl_multi_init(); }
void gatehouse_multi_cleanup(CURLM *multi) { call.curl_multi_cleanup(multi); }

CURLMcode gatehouse_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return call.curl_multi_setopt(multi, option, value);
}

CURLMcode gatehouse_multi_add(CURLM *multi, CURL *easy) {
    return call.curl_multi_add_handle(multi, easy);
}

CURLMcode gatehouse_multi_remove(CURLM *multi, CURL *easy) {
    return call.curl_multi_remove_handle(multi, easy);
}

CURLMcode gatehouse_multi_perform(CURLM *multi) {
    int running = 0;
    return call.curl_multi_perform(multi, &running);
}

CURLMcode gatehouse_multi_poll(CURLM *multi, int milliseconds) {
    return call.curl_multi_poll(multi, NULL, 0, milliseconds, NULL);
}

CURLMcode gatehouse_multi_wakeup(CURLM *multi) { return call.curl_multi_wakeup(multi); }

CURL *gatehouse_next_finished(CURLM *multi, CURLcode *result) {
    int left = 0;
    CURLMsg *message;
    while ((message = call.curl_multi_info_read(multi, &left))) {
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}
