#include "app/platform/network.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <cstring>
#include <future>
#include <memory>
#include <thread>

namespace nautilus::platform {

using kit::ErrorCode;
using Addresses = kit::Result<std::vector<NetAddress>>;

std::optional<NetAddress> readAddress(std::string_view text) {
    NetAddress out;
    const std::string whole(text);
    if (whole.find('\0') != std::string::npos) return std::nullopt;
    out.six = whole.find(':') != std::string::npos;
    if (inet_pton(out.six ? AF_INET6 : AF_INET, whole.c_str(), out.bytes.data()) != 1) return std::nullopt;
    return out;
}

std::string addressText(const NetAddress& address) {
    char text[INET6_ADDRSTRLEN] = {};
    inet_ntop(address.six ? AF_INET6 : AF_INET, address.bytes.data(), text, sizeof text);
    return text;
}

namespace {

Addresses ask(const std::string& name) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(name.c_str(), nullptr, &wanted, &found) != 0)
        return kit::fail(ErrorCode::Unavailable, name + " is not found", "", true);
    std::vector<NetAddress> out;
    for (const auto* each = found; each; each = each->ai_next) {
        NetAddress address;
        address.six = each->ai_family == AF_INET6;
        if (address.six)
            std::memcpy(address.bytes.data(), &reinterpret_cast<sockaddr_in6*>(each->ai_addr)->sin6_addr, 16);
        else if (each->ai_family == AF_INET)
            std::memcpy(address.bytes.data(), &reinterpret_cast<sockaddr_in*>(each->ai_addr)->sin_addr, 4);
        else
            continue;
        out.push_back(address);
    }
    freeaddrinfo(found);
    if (out.empty()) return kit::fail(ErrorCode::Unavailable, name + " is not found", "", true);
    return out;
}

} // namespace

Addresses lookUpHost(const std::string& name, double seconds) {
    // The system's look-up cannot be given a limit: one that is late ends by itself, unheard.
    auto answer = std::make_shared<std::promise<Addresses>>();
    auto future = answer->get_future();
    std::thread([answer, name] { answer->set_value(ask(name)); }).detach();
    if (future.wait_for(std::chrono::duration<double>(seconds)) != std::future_status::ready)
        return kit::fail(ErrorCode::Unavailable, name + " was not found in time", "", true);
    return future.get();
}

} // namespace nautilus::platform
