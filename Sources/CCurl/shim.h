#pragma once
// libcurl, and typed doors for its variadic functions, which Swift can't import.
#include <curl/curl.h>

typedef size_t (*gatehouse_transfer_function)(char *, size_t, size_t, void *);

static inline CURLcode gatehouse_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

/// libcurl copies the string; NULL puts the option back to none.
static inline CURLcode gatehouse_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

/// libcurl keeps the pointer.
static inline CURLcode gatehouse_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode gatehouse_set_function(
    CURL *easy, CURLoption option, gatehouse_transfer_function function) {
    return curl_easy_setopt(easy, option, function);
}

static inline CURLcode gatehouse_set_headers(CURL *easy, struct curl_slist *headers) {
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
}

static inline CURLMcode gatehouse_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/// A number that libcurl knows about a finished transfer; 0 if it doesn't know it.
static inline long gatehouse_info_long(CURL *easy, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

/// The next finished transfer and its result, or NULL if there is none.
static inline CURL *gatehouse_next_finished(CURLM *multi, CURLcode *result) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}
