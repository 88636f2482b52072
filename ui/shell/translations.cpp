#include "ui/shell/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace nautilus::ui {

void installTranslations() {
    // English first: its plural forms serve whatever the reader's language leaves untold.
    auto* english = new QTranslator(qApp);
    if (english->load(QStringLiteral(":/translations/nautilus_en.qm")))
        QCoreApplication::installTranslator(english);
    auto* translator = new QTranslator(qApp);
    if (translator->load(QLocale(), QStringLiteral("nautilus"), QStringLiteral("_"),
                         QStringLiteral(":/translations")))
        QCoreApplication::installTranslator(translator);
}

} // namespace nautilus::ui
