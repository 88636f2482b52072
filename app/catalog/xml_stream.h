#pragma once
// Reads XML piece by piece with expat. A document type declaration is refused: entities could grow without
// bound, and no format that is read here has one.

#include <cstddef>
#include <memory>
#include <string_view>

struct XML_ParserStruct;

namespace nautilus::catalog {

/// Attributes of one element; values are good during the call only.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
    /// By local name, whatever the prefix; empty when absent.
    [[nodiscard]] std::string_view get(std::string_view name) const;

private:
    const char** pairs_;
};

/// What is told while a document is read. Names come without their prefix.
class XmlListener {
public:
    virtual ~XmlListener() = default;
    virtual void begin(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view piece) = 0;
};

class XmlStream {
public:
    explicit XmlStream(XmlListener& listener);
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;
    /// False once the document is no sound XML.
    bool feed(std::string_view piece, bool last = false);
    [[nodiscard]] bool sound() const { return sound_; }

private:
    struct Free {
        void operator()(XML_ParserStruct* parser) const;
    };
    XmlListener* listener_;
    std::unique_ptr<XML_ParserStruct, Free> parser_;
    bool sound_ = true;
};

/// The part of a name after its prefix.
[[nodiscard]] std::string_view localName(std::string_view name);

} // namespace nautilus::catalog
