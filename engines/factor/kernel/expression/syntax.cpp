#include "engines/factor/kernel/expression/syntax.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace nautilus::factor {
namespace {

using Node = SyntaxNode;
using NodePtr = std::unique_ptr<Node>;

enum class TokenKind { End, Number, Name, Text, Sign };

struct Token {
    TokenKind kind = TokenKind::End;
    std::string text;
    double number = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    /// The first fault: from then on there are no more tokens.
    std::optional<ExpressionProblem> problem;

    void fail(std::string message, std::size_t begin, std::size_t end) {
        if (!problem) problem = ExpressionProblem{std::move(message), begin, end};
    }

    Token next() {
        Token token = read();
        if (!problem) return token;
        token.kind = TokenKind::End;
        return token;
    }

private:
    Token read() {
        skipBlank();
        Token token;
        token.begin = at_;
        if (at_ == text_.size()) {
            token.end = at_;
            return token;
        }
        const char c = text_[at_];
        const bool fraction = c == '.' && at_ + 1 < text_.size() && isDigit(text_[at_ + 1]);
        if (isDigit(c) || fraction)
            number(token);
        else if (isLetter(c))
            name(token);
        else if (c == '"')
            quoted(token);
        else
            sign(token);
        token.end = at_;
        return token;
    }
    void skipBlank() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '#')
                while (at_ < text_.size() && text_[at_] != '\n')
                    ++at_;
            else if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
                ++at_;
            else
                return;
        }
    }
    void number(Token& token) {
        token.kind = TokenKind::Number;
        const char* const begin = text_.data() + at_;
        const auto read = std::from_chars(begin, text_.data() + text_.size(), token.number);
        const std::size_t length = static_cast<std::size_t>(read.ptr - begin);
        if (read.ec != std::errc() || !std::isfinite(token.number))
            return fail("this number can't be read", at_, at_ + std::max<std::size_t>(length, 1));
        at_ += length;
        if (at_ < text_.size() && isLetter(text_[at_]))
            fail("a name can't begin with a digit", token.begin, at_ + 1);
    }
    void name(Token& token) {
        token.kind = TokenKind::Name;
        while (at_ < text_.size() && (isLetter(text_[at_]) || isDigit(text_[at_]) || text_[at_] == '.'))
            token.text += lower(text_[at_++]);
    }
    void quoted(Token& token) {
        token.kind = TokenKind::Text;
        const std::size_t close = text_.find('"', at_ + 1);
        if (close == std::string_view::npos)
            return fail("the closing quotation mark is missing", at_, text_.size());
        token.text = text_.substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
    }
    void sign(Token& token) {
        static constexpr std::array<std::string_view, 18> kSigns{
            "<=", ">=", "==", "!=", "&&", "||", "+", "-", "*", "/", "^", "(", ")", ",", "<", ">", "?", ":"};
        token.kind = TokenKind::Sign;
        for (const auto known : kSigns)
            if (text_.substr(at_, known.size()) == known) {
                token.text = known;
                at_ += known.size();
                return;
            }
        if (text_[at_] == '!') {
            token.text = "!";
            ++at_;
            return;
        }
        std::size_t end = at_ + 1; // a whole UTF-8 character
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U)
            ++end;
        fail("this character has no meaning here", at_, end);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

struct Level {
    std::array<std::string_view, 6> signs;
};
// From the loosest to the tightest; all to the left.
constexpr std::array<Level, 5> kLevels{Level{{"||"}}, Level{{"&&"}},
                                       Level{{"<", "<=", ">", ">=", "==", "!="}}, Level{{"+", "-"}},
                                       Level{{"*", "/"}}};
constexpr std::size_t kComparison = 2;

class Parser {
public:
    explicit Parser(std::string_view text) : lexer_(text) { take(); }

    ParsedExpression whole() {
        auto root = expression();
        if (now_.kind != TokenKind::End) fail("the expression should end here", now_);
        ParsedExpression out;
        if (lexer_.problem)
            out.problems.push_back(*lexer_.problem);
        else
            out.root = std::move(root);
        return out;
    }

private:
    /// Nesting is bounded, so that a text can't exhaust the stack.
    struct Depth {
        explicit Depth(Parser& parser) : parser_(parser) {
            if (++parser_.depth_ > kDeepestExpression) parser_.fail("nested too deeply", parser_.now_);
        }
        ~Depth() { --parser_.depth_; }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;
        Parser& parser_;
    };

    /// Keeps the first fault; nothing is left to read after it, so that every rule comes to its end.
    NodePtr fail(std::string message, const Token& where) {
        lexer_.fail(std::move(message), where.begin, where.end);
        now_.kind = TokenKind::End;
        return std::make_unique<Node>();
    }
    void take() {
        last_end_ = now_.end;
        now_ = lexer_.next();
    }
    [[nodiscard]] bool at(std::string_view sign) const {
        return now_.kind == TokenKind::Sign && now_.text == sign;
    }
    void expect(std::string_view sign) {
        if (at(sign))
            take();
        else
            fail("'" + std::string(sign) + "' is missing", now_);
    }
    NodePtr make(Node::Kind kind, std::string text, std::size_t begin) {
        auto node = std::make_unique<Node>();
        node->kind = kind;
        node->text = std::move(text);
        node->begin = begin;
        return node;
    }
    NodePtr joined(std::string sign, NodePtr left, NodePtr right) {
        auto node = make(Node::Kind::Operator, std::move(sign), left->begin);
        node->end = right->end;
        node->arguments.push_back(std::move(left));
        node->arguments.push_back(std::move(right));
        return node;
    }

    NodePtr expression() {
        const Depth depth(*this);
        auto condition = level(0);
        if (!at("?")) return condition;
        take();
        auto yes = expression();
        expect(":");
        auto no = expression();
        auto node = make(Node::Kind::Operator, "?:", condition->begin);
        node->end = no->end;
        node->arguments.push_back(std::move(condition));
        node->arguments.push_back(std::move(yes));
        node->arguments.push_back(std::move(no));
        return node;
    }
    NodePtr level(std::size_t index) {
        if (index == kLevels.size()) return unary();
        auto left = level(index + 1);
        std::size_t count = 0;
        while (const auto sign = signOf(kLevels[index])) {
            if (index == kComparison && ++count > 1)
                return fail("comparisons can't be chained; join them by &&", now_);
            take();
            left = joined(std::string(*sign), std::move(left), level(index + 1));
        }
        return left;
    }
    [[nodiscard]] std::optional<std::string_view> signOf(const Level& level) const {
        for (const auto sign : level.signs)
            if (!sign.empty() && at(sign)) return sign;
        return std::nullopt;
    }
    NodePtr unary() {
        if (at("-") || at("!") || at("+")) {
            const Depth depth(*this);
            const std::string sign = now_.text;
            const std::size_t begin = now_.begin;
            take();
            auto inner = unary();
            if (sign == "+") return inner;
            auto node = make(Node::Kind::Operator, sign == "-" ? "neg" : "!", begin);
            node->end = inner->end;
            node->arguments.push_back(std::move(inner));
            return node;
        }
        auto left = primary();
        if (!at("^")) return left;
        const Depth depth(*this);
        take();
        return joined("^", std::move(left), unary());
    }
    NodePtr primary() {
        const Token token = now_;
        if (token.kind == TokenKind::End) return fail("something is missing at the end", token);
        take();
        NodePtr node;
        if (token.kind == TokenKind::Number) {
            node = make(Node::Kind::Number, {}, token.begin);
            node->number = token.number;
        } else if (token.kind == TokenKind::Text) {
            node = make(Node::Kind::Text, token.text, token.begin);
        } else if (token.kind == TokenKind::Name) {
            node = make(Node::Kind::Name, token.text, token.begin);
            if (at("(")) arguments(*node);
        } else if (token.text == "(") {
            node = expression();
            expect(")");
            return node;
        } else {
            return fail("a value is missing before '" + token.text + "'", token);
        }
        node->end = last_end_;
        return node;
    }
    void arguments(Node& call) {
        call.kind = Node::Kind::Call;
        expect("(");
        if (!at(")")) {
            call.arguments.push_back(expression());
            while (at(",")) {
                take();
                call.arguments.push_back(expression());
            }
        }
        expect(")");
    }

    Lexer lexer_;
    Token now_;
    std::size_t last_end_ = 0;
    std::size_t depth_ = 0;
};

} // namespace

ParsedExpression parseExpression(std::string_view text) {
    if (text.size() <= kLongestExpression) return Parser(text).whole();
    ParsedExpression out;
    out.problems.push_back({"longer than 16,384 bytes", kLongestExpression, text.size()});
    return out;
}

} // namespace nautilus::factor
