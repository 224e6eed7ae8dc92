#pragma once
// libcurl, loaded when it is first wanted: it brings some thirty libraries (Kerberos, LDAP, SSH …)
// that a process which calls nobody should neither wait for nor hold. The doors are typed, as Swift
// can't import libcurl's variadic functions, and name what they open.
#include <curl/curl.h>

typedef size_t (*gatehouse_transfer_function)(char *, size_t, size_t, void *);

/// Loads and starts libcurl, once. NULL when it is ready, else what is wrong; the text stays.
/// Nothing else here may be called before that.
const char *gatehouse_curl_load(void);

CURL *gatehouse_easy_init(void);
void gatehouse_easy_reset(CURL *easy);
void gatehouse_easy_cleanup(CURL *easy);

CURLcode gatehouse_set_long(CURL *easy, CURLoption option, long value);
/// libcurl copies the string; NULL puts the option back to none.
CURLcode gatehouse_set_string(CURL *easy, CURLoption option, const char *value);
/// libcurl keeps the pointer.
CURLcode gatehouse_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode gatehouse_set_function(CURL *easy, CURLoption option, gatehouse_transfer_function function);
/// libcurl keeps the list.
CURLcode gatehouse_set_list(CURL *easy, CURLoption option, struct curl_slist *list);
/// Runs the transfer on this thread until it has ended.
CURLcode gatehouse_easy_perform(CURL *easy);
/// A number that libcurl knows about a finished transfer; 0 if it doesn't know it.
long gatehouse_info_long(CURL *easy, CURLINFO info);

struct curl_slist *gatehouse_list_append(struct curl_slist *list, const char *line);
void gatehouse_list_free(struct curl_slist *list);

CURLM *gatehouse_multi_init(void);
void gatehouse_multi_cleanup(CURLM *multi);
CURLMcode gatehouse_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode gatehouse_multi_add(CURLM *multi, CURL *easy);
CURLMcode gatehouse_multi_remove(CURLM *multi, CURL *easy);
CURLMcode gatehouse_multi_perform(CURLM *multi);
/// Sleeps until something can be done, for `milliseconds` at most.
CURLMcode gatehouse_multi_poll(CURLM *multi, int milliseconds);
/// Ends that sleep; from any thread.
CURLMcode gatehouse_multi_wakeup(CURLM *multi);
/// The next finished transfer and its result, or NULL if there is none.
CURL *gatehouse_next_finished(CURLM *multi, CURLcode *result);
