#include "app/catalog/xml_stream.h"

#include <expat.h>

namespace nautilus::catalog {

std::string_view localName(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view XmlAttributes::get(std::string_view name) const {
    for (const char** pair = pairs_; *pair; pair += 2)
        if (localName(pair[0]) == name) return pair[1];
    return {};
}

void XmlStream::Free::operator()(XML_ParserStruct* parser) const {
    XML_ParserFree(parser);
}

XmlStream::XmlStream(XmlListener& listener) : listener_(&listener), parser_(XML_ParserCreate(nullptr)) {
    auto* parser = parser_.get();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
            static_cast<XmlStream*>(self)->listener_->begin(localName(name), XmlAttributes(attributes));
        },
        [](void* self, const XML_Char* name) {
            static_cast<XmlStream*>(self)->listener_->end(localName(name));
        });
    XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* text, int length) {
        static_cast<XmlStream*>(self)->listener_->text({text, static_cast<std::size_t>(length)});
    });
    XML_SetStartDoctypeDeclHandler(
        parser, [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
            XML_StopParser(static_cast<XmlStream*>(self)->parser_.get(), XML_FALSE);
        });
}

bool XmlStream::feed(std::string_view piece, bool last) {
    if (!sound_) return false;
    sound_ =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0) == XML_STATUS_OK;
    return sound_;
}

} // namespace nautilus::catalog
