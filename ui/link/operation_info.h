#pragma once
// What app.operations says about each operation, and how a call becomes an HTTP request: {name} parts of the
// path are filled from the parameters; the rest goes into the query of a GET (arrays as comma lists) or into
// the JSON body of any other verb.

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVector>

namespace nautilus::ui {

struct OperationInfo {
    QString id;
    QString verb;
    QString path;
    QString summary;
    QString scope;
    QStringList parameters;
    QString kind{};        ///< reply, job, stream or file
    QJsonObject example{}; ///< a request that works on the built-in data
    QJsonObject schema{};  ///< JSON Schema of the request; empty when the server does not tell it
};

class OperationList {
public:
    /// Reads `data` of app.operations.
    void read(const QJsonObject& data);
    [[nodiscard]] const QVector<OperationInfo>& all() const { return operations_; }
    /// nullptr when unknown.
    [[nodiscard]] const OperationInfo* find(const QString& id) const;
    /// By verb and path; nullptr when unknown.
    [[nodiscard]] const OperationInfo* findPath(const QString& verb, const QString& path) const;

private:
    QVector<OperationInfo> operations_;
    QHash<QString, int> index_;
};

struct RequestParts {
    QString verb;
    QString target;  ///< path and query, percent-encoded
    QByteArray body; ///< JSON, empty for GET
};

[[nodiscard]] RequestParts buildRequest(const OperationInfo& operation, const QJsonObject& parameters);

/// A line for a shell; the token is read from its file when the line runs, so it never stands in the text.
[[nodiscard]] QString curlSnippet(const QString& address, const QString& token_file,
                                  const RequestParts& request);
/// The same with Python's standard library alone.
[[nodiscard]] QString pythonSnippet(const QString& address, const QString& token_file,
                                    const RequestParts& request);

} // namespace nautilus::ui
