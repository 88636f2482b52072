#pragma once
// Topics: dotted words ("market.data.AAPL"). Patterns: a topic in which a whole word may be '*' (exactly one
// word), and which may end in '*' (whatever follows, at least one character): "market.data.*" is all of
// market.data, "*" is everything, "market.*.AAPL" is one word in the middle.

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace nautilus::kit {

inline constexpr std::size_t kLongestTopic = 200; ///< characters

[[nodiscard]] constexpr bool isPattern(std::string_view text) {
    return text.find('*') != std::string_view::npos;
}

/// A topic, or a pattern: words of visible ASCII letters without quotes or backslashes, none of them empty;
/// '*' stands alone in a word, or last of all.
[[nodiscard]] constexpr bool isTopicOrPattern(std::string_view text) {
    if (text.empty() || text.size() > kLongestTopic || text.front() == '.' || text.back() == '.')
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c <= ' ' || c > '~' || c == '"' || c == '\\') return false;
        const bool begins = i == 0 || text[i - 1] == '.';
        const bool ends = i + 1 == text.size() || text[i + 1] == '.';
        if (c == '.' && begins) return false;
        if (c == '*' && i + 1 != text.size() && !(begins && ends)) return false;
    }
    return true;
}

[[nodiscard]] constexpr bool topicMatches(std::string_view pattern, std::string_view topic) {
    while (true) {
        const auto star = pattern.find('*');
        if (star == std::string_view::npos) return pattern == topic;
        if (topic.substr(0, star) != pattern.substr(0, star)) return false;
        topic.remove_prefix(star);
        if (star + 1 == pattern.size()) return !topic.empty();
        pattern.remove_prefix(star + 1);
        topic.remove_prefix(std::min(topic.find('.'), topic.size()));
    }
}

/// Who listens to what. Exact topics are looked up; patterns are tried by their first word. Not for several
/// threads.
template <class Listener>
class TopicIndex {
public:
    void add(const std::string& pattern, Listener listener) {
        if (!isPattern(pattern)) {
            exact_[pattern].push_back(std::move(listener));
            return;
        }
        auto& bucket = patterns_[firstWord(pattern)];
        for (auto& [text, listeners] : bucket)
            if (text == pattern) return listeners.push_back(std::move(listener));
        bucket.push_back({pattern, {std::move(listener)}});
    }
    void remove(const std::string& pattern, const Listener& listener) {
        if (!isPattern(pattern)) {
            const auto found = exact_.find(pattern);
            if (found == exact_.end()) return;
            std::erase(found->second, listener);
            if (found->second.empty()) exact_.erase(found);
            return;
        }
        const auto found = patterns_.find(firstWord(pattern));
        if (found == patterns_.end()) return;
        for (auto& [text, listeners] : found->second)
            if (text == pattern) std::erase(listeners, listener);
        std::erase_if(found->second, [](const auto& each) { return each.second.empty(); });
        if (found->second.empty()) patterns_.erase(found);
    }
    /// Calls `visit(listener)` for each that the topic reaches until it answers true; true when one did.
    template <class Visit>
    bool visit(std::string_view topic, Visit&& visit) const {
        if (const auto found = exact_.find(topic); found != exact_.end())
            for (const auto& each : found->second)
                if (visit(each)) return true;
        for (const auto word : {topic.substr(0, topic.find('.')), std::string_view("*")}) {
            const auto found = patterns_.find(word);
            if (found == patterns_.end()) continue;
            for (const auto& [text, listeners] : found->second) {
                if (!topicMatches(text, topic)) continue;
                for (const auto& each : listeners)
                    if (visit(each)) return true;
            }
        }
        return false;
    }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    /// Patterns whose first word is no constant stand under "*".
    static std::string firstWord(const std::string& pattern) {
        const auto word = pattern.substr(0, pattern.find('.'));
        return isPattern(word) ? "*" : word;
    }

    std::unordered_map<std::string, std::vector<Listener>, Hash, std::equal_to<>> exact_;
    std::unordered_map<std::string, std::vector<std::pair<std::string, std::vector<Listener>>>, Hash,
                       std::equal_to<>>
        patterns_;
};

} // namespace nautilus::kit
