#include "ui/charts/chart_export.h"

#include "ui/charts/plot.h"

#include <QSaveFile>
#include <QSvgGenerator>

namespace nautilus::ui {

QPixmap drawWidget(QWidget& widget, double ratio) {
    const auto plots = widget.findChildren<QCustomPlot*>();
    QVector<double> before;
    for (QCustomPlot* plot : plots) {
        before.append(plot->bufferDevicePixelRatio());
        plot->setBufferDevicePixelRatio(ratio);
        plot->replot(QCustomPlot::rpImmediateRefresh);
    }
    QPixmap image((QSizeF(widget.size()) * ratio).toSize());
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    widget.render(&image);
    for (qsizetype i = 0; i < plots.size(); ++i) {
        plots[i]->setBufferDevicePixelRatio(before[i]);
        plots[i]->replot(QCustomPlot::rpQueuedReplot);
    }
    return image;
}

bool exportPicture(QWidget& widget, const QString& path) {
    if (!path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) return drawWidget(widget, 2.0).save(path);
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setSize(widget.size());
    generator.setViewBox(widget.rect());
    QPainter painter;
    if (!painter.begin(&generator)) return false;
    auto* plot = qobject_cast<QCustomPlot*>(&widget);
    if (plot) { // as vectors: render() of the widget would give its pixel buffer
        QCPPainter vector;
        painter.end();
        if (!vector.begin(&generator)) return false;
        vector.setMode(QCPPainter::pmVectorized);
        vector.setMode(QCPPainter::pmNoCaching);
        plot->toPainter(&vector, plot->width(), plot->height());
        vector.end();
        return true;
    }
    widget.render(&painter);
    return painter.end();
}

bool writeText(const QString& path, const QString& text) {
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 && file.commit();
}

} // namespace nautilus::ui
