#include "app/cli/import_command.h"

#include "app/cli/home_session.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>
#include <filesystem>

namespace nautilus::cli {

namespace {

constexpr int kFailed = 1;
constexpr int kNotUnderstood = 2;

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

void print(const QJsonObject& object) {
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

/// False when an entry is not column=field.
bool readMap(const std::string& map, QJsonObject& out) {
    for (const auto& entry : text(map).split(',', Qt::SkipEmptyParts)) {
        const auto equals = entry.lastIndexOf('=');
        if (equals <= 0) return false;
        out.insert(entry.left(equals).trimmed(), entry.mid(equals + 1).trimmed());
    }
    return true;
}

QJsonObject requestOf(const ImportArguments& a, const QJsonObject& map) {
    QJsonArray files;
    for (const auto& file : a.files)
        files.append(text(std::filesystem::absolute(file).lexically_normal().string()));
    QJsonObject options;
    for (const auto& [name, value] : a.options)
        options.insert(text(name), text(value));
    QJsonObject out{{"dataset", text(a.dataset)}, {"map", map}, {"options", options}};
    std::error_code error;
    if (a.files.size() == 1 && std::filesystem::is_directory(a.files.front(), error))
        out.insert("folder", files.first());
    else
        out.insert("files", files);
    if (!a.kind.empty()) out.insert("kind", text(a.kind));
    if (!a.profile.empty()) out.insert("profile", text(a.profile));
    if (!a.save_profile.empty()) out.insert("save_profile", text(a.save_profile));
    return out;
}

/// What was not understood, for people and for scripts.
int refused(const HomeSession::Answer& answer) {
    QJsonArray problems;
    for (const auto& each : answer.body.value("errors").toArray()) {
        const auto error = each.toObject();
        std::fprintf(stderr, "nautilusd: %s (%s)\n", qPrintable(error.value("message").toString()),
                     qPrintable(error.value("field").toString()));
        problems.append(error);
    }
    print({{"problems", problems}});
    return answer.status == 400 || answer.status == 422 || answer.status == 404 ? kNotUnderstood : kFailed;
}

int importNow(HomeSession& session, const QJsonObject& request) {
    const auto accepted = session.ask("POST", "/api/v1/data-catalog/imports", request);
    if (accepted.status >= 300 || accepted.status == 0) return refused(accepted);
    const auto id = accepted.body.value("data").toObject().value("job_id").toString().toStdString();
    std::string said;
    const auto job = session.follow(id, [&](double fraction, const std::string& what) {
        if (what != said) std::fprintf(stderr, "%3d %% %s\n", static_cast<int>(fraction * 100), what.c_str());
        said = what;
    });
    if (job.value("state").toString() == "succeeded") {
        print(job.value("result").toObject());
        return 0;
    }
    const auto why = job.value("error").toString(job.value("state").toString());
    std::fprintf(stderr, "nautilusd: the import failed: %s\n", qPrintable(why));
    print({{"problems", QJsonArray{QJsonObject{{"message", why}}}}});
    return kFailed;
}

} // namespace

int importFiles(const ImportArguments& arguments) {
    QJsonObject map;
    if (!readMap(arguments.map, map)) {
        std::fprintf(stderr, "nautilusd: --map is a list of column=field\n");
        print({{"problems", QJsonArray{QJsonObject{{"message", "--map is a list of column=field"}}}}});
        return kNotUnderstood;
    }
    const auto session = HomeSession::open(arguments.home, HomeSession::Needs::Catalog);
    if (!session) {
        for (const auto& error : session.error())
            std::fprintf(stderr, "nautilusd: %s\n", error.message.c_str());
        return kFailed;
    }
    auto request = requestOf(arguments, map);
    if (!arguments.dry_run) return importNow(**session, request);
    const auto answer = (*session)->ask("POST", "/api/v1/data-catalog/imports/preview", request);
    if (answer.status != 200) return refused(answer);
    const auto preview = answer.body.value("data").toObject();
    print(preview);
    return preview.value("problems").toArray().isEmpty() ? 0 : kNotUnderstood;
}

} // namespace nautilus::cli
