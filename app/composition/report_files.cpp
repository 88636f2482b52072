#include "app/composition/report_files.h"

#include "app/catalog/report_xlsx.h"
#include "app/report/files/report_data.h"
#include "app/report/files/report_html.h"
#include "app/report/files/report_text.h"

namespace nautilus::composition {

using kit::ErrorCode;
using kit::fail;
using kit::ReportDocument;
using kit::Result;

kit::ReportWriter reportWriter(PdfWriter pdf, std::string scratch) {
    return [pdf = std::move(pdf), scratch = std::move(scratch)](
               const ReportDocument& document, std::string_view format) -> Result<std::string> {
        if (auto sound = report::checkReport(document); !sound) return kit::failAs(sound);
        if (format == "json") return report::reportJson(document);
        if (format == "csv") return report::reportCsv(document);
        if (format == "html") return report::reportHtml(document);
        if (format == "xlsx") return catalog::reportXlsx(report::cleanReport(document), scratch);
        if (format != "pdf")
            return fail(ErrorCode::Unsupported, "reports are written as pdf, html, xlsx, json or csv",
                        "/format");
        if (!pdf) return fail(ErrorCode::Unsupported, "this program cannot draw: no PDF", "/format");
        return pdf(report::cleanReport(document));
    };
}

} // namespace nautilus::composition
