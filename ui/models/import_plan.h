#pragma once
// What the import wizard knows: the files, what the server guessed about them, and what the reader changed.
// The same request previews and imports.

#include "ui/models/table_data.h"

#include <QJsonObject>
#include <QStringList>
#include <QVector>

namespace nautilus::ui {

struct ImportColumn {
    QString name;
    QStringList samples;
    QString field; ///< empty: left out
    double confidence = 0;
    QString reason;
};

struct ImportFieldInfo {
    QString name;
    bool required = false;
    QString doc;
};

class ImportPlan {
public:
    QStringList files;
    QString folder;  ///< instead of files
    QString kind;    ///< empty: guessed
    QString dataset; ///< empty: named by the server
    QString profile;
    QJsonObject map;     ///< column -> field, only what the reader changed
    QJsonObject options; ///< delimiter, date_format, decimal: only what the reader changed

    /// Takes the answer of a preview.
    void read(const QJsonObject& answer);
    /// For marketdata.import_preview and marketdata.import alike.
    [[nodiscard]] QJsonObject request() const;
    void setField(const QString& column, const QString& field);

    [[nodiscard]] const QJsonObject& preview() const { return preview_; }
    [[nodiscard]] const QVector<ImportColumn>& columns() const { return columns_; }
    [[nodiscard]] const QVector<ImportFieldInfo>& fields() const { return fields_; }
    [[nodiscard]] TableData sample() const;
    /// Code, column and message of what must be settled before the import.
    [[nodiscard]] TableData problems() const;
    /// Required fields that no column gives; the import cannot start before.
    [[nodiscard]] QStringList missingFields() const;
    /// What should be known, in words.
    [[nodiscard]] QStringList warnings() const;
    /// Nothing is left to settle.
    [[nodiscard]] bool ready() const;

private:
    QJsonObject preview_;
    QVector<ImportColumn> columns_;
    QVector<ImportFieldInfo> fields_;
};

} // namespace nautilus::ui
