#include "hub/net_fetch.hpp"

#include <curl/curl.h>

#include <memory>

namespace palabre::hub {

namespace {

struct Receiving {
    std::string body;
    std::size_t bytes_max = 0;
    bool too_long = false;
};

std::size_t receive(const char* bytes, std::size_t one, std::size_t count, void* to) {
    auto& receiving = *static_cast<Receiving*>(to);
    const std::size_t size = one * count;
    // Less than was given ends the transfer.
    receiving.too_long = size > receiving.bytes_max - receiving.body.size();
    if (receiving.too_long) return 0;
    receiving.body.append(bytes, size);
    return size;
}

template <class T>
using Freed = std::unique_ptr<T, void (*)(T*)>;

}  // namespace

Result<Fetched> fetch(const FetchRequest& request) {
    const Freed<CURL> curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl) return Fault{"network", request.url, "libcurl could not be started"};
    const Freed<curl_slist> headers(curl_slist_append(nullptr, "Content-Type: text/plain"),
                                    curl_slist_free_all);
    Receiving receiving;
    receiving.bytes_max = request.bytes_max;
    CURL* const handle = curl.get();
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, request.time_max_ms);
    // Signals are the hub's own.
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "palabre");
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &receiving);
    if (request.body) {
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(request.body->size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body->data());
    }
    const CURLcode done = curl_easy_perform(handle);
    if (receiving.too_long) {
        return Fault{"size", request.url,
                     "the answer is longer than " + std::to_string(request.bytes_max) + " bytes"};
    }
    if (done != CURLE_OK) return Fault{"network", request.url, curl_easy_strerror(done)};
    Fetched fetched;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &fetched.status);
    fetched.body = std::move(receiving.body);
    return fetched;
}

}  // namespace palabre::hub
