#pragma once
// The letters of a PDF as a reader would copy them: through the font's own table from shapes to letters.
// Knows the files that QPdfWriter makes, no others.

#include <QByteArray>
#include <QHash>
#include <QRegularExpression>
#include <QString>

namespace nautilus::test {

class PdfText {
public:
    explicit PdfText(const QByteArray& pdf) {
        const QString all = QString::fromLatin1(pdf);
        static const QRegularExpression kObject(QStringLiteral("(?:^|\\n)(\\d+) 0 obj\\s"));
        for (auto at = kObject.globalMatch(all); at.hasNext();) {
            const auto match = at.next();
            const auto end = all.indexOf(QLatin1String("endobj"), match.capturedEnd());
            objects_[match.captured(1).toInt()] = pdf.mid(match.capturedEnd(), end - match.capturedEnd());
        }
    }

    /// Lines of all pages.
    [[nodiscard]] QString text() const {
        QString out;
        auto ids = objects_.keys();
        std::sort(ids.begin(), ids.end());
        for (const int id : ids)
            if (const auto stream = streamOf(objects_[id]); stream.contains(" Tj")) out += pageText(stream);
        return out;
    }

private:
    static QByteArray streamOf(const QByteArray& object) {
        auto from = object.indexOf("stream");
        if (from < 0) return {};
        from += 6;
        while (from < object.size() && (object[from] == '\r' || object[from] == '\n'))
            ++from;
        const auto bytes = object.mid(from, object.lastIndexOf("endstream") - from);
        if (!object.left(from).contains("FlateDecode")) return bytes;
        return qUncompress(QByteArray("\0\4\0\0", 4) + bytes); // a first guess of 256 KiB
    }

    /// Shape -> letter of the font with the name /F<id>.
    [[nodiscard]] QHash<int, QChar> lettersOf(int id) const {
        static const QRegularExpression kTable(QStringLiteral("/ToUnicode (\\d+) 0 R"));
        static const QRegularExpression kRange(QStringLiteral("<(\\w+)> <\\w+> \\[([^\\]]*)\\]"));
        const auto table = kTable.match(QString::fromLatin1(objects_[id])).captured(1).toInt();
        QHash<int, QChar> out;
        for (auto at = kRange.globalMatch(QString::fromLatin1(streamOf(objects_[table]))); at.hasNext();) {
            const auto range = at.next();
            int shape = range.captured(1).toInt(nullptr, 16);
            for (const auto& letter : range.captured(2).split(QLatin1Char(' '), Qt::SkipEmptyParts))
                out[shape++] = QChar(letter.mid(1, 4).toInt(nullptr, 16));
        }
        return out;
    }

    [[nodiscard]] QString pageText(const QByteArray& stream) const {
        static const QRegularExpression kWord(
            QStringLiteral("/F(\\d+) [\\d.]+ Tf|([-\\d.]+) ([-\\d.]+) Td <(\\w+)> Tj|BT"));
        QString out;
        QHash<int, QHash<int, QChar>> fonts;
        int font = 0;
        for (auto at = kWord.globalMatch(QString::fromLatin1(stream)); at.hasNext();) {
            const auto match = at.next();
            if (match.captured(0) == QLatin1String("BT")) {
                out += QLatin1Char('\n');
            } else if (!match.captured(1).isEmpty()) {
                font = match.captured(1).toInt();
                if (!fonts.contains(font)) fonts[font] = lettersOf(font);
            } else {
                const auto shapes = match.captured(4);
                for (int i = 0; i + 4 <= shapes.size(); i += 4)
                    out += fonts[font].value(shapes.mid(i, 4).toInt(nullptr, 16), QChar(0xFFFD));
            }
        }
        return out;
    }

    QHash<int, QByteArray> objects_;
};

} // namespace nautilus::test
