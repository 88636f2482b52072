#include "ui/shell/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace nautilus::ui {

void installTranslations() {
    auto* translator = new QTranslator(qApp);
    if (translator->load(QLocale(), QStringLiteral("nautilus"), QStringLiteral("_"),
                         QStringLiteral(":/translations")))
        QCoreApplication::installTranslator(translator);
}

} // namespace nautilus::ui
