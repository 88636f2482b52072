#include "engines/marketdata/service/import_profiles.h"

#include "engines/kit/saved_records.h"
#include "engines/marketdata/service/marketdata_service.h"
#include "engines/marketdata/service/posted_operation.h"

#include <algorithm>

namespace nautilus::marketdata {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kMostProfiles = 1'000;
constexpr std::string_view kConcept = "concept:";

template <class T>
void takeOver(std::optional<T>& mine, const std::optional<T>& theirs) {
    if (!mine) mine = theirs;
}
void takeOver(bool& mine, bool theirs) {
    mine = mine || theirs;
}
void takeOver(std::vector<std::string>& mine, const std::vector<std::string>& theirs) {
    if (mine.empty()) mine = theirs;
}

kit::SavedRecords<ImportProfile> recordsOf(const kit::Ports& ports, const kit::ReadJson& read_json) {
    return {ports.ledger, ports.clock, "import_profile", read_json};
}

bool isLeftOut(const std::string& field) {
    return field.empty() || field == "-";
}

bool isFieldOf(const ImportKind& kind, const std::string& field) {
    if (field.starts_with(kConcept)) return kind.name == "fundamentals" && field.size() > kConcept.size();
    return findImportField(kind, field) != nullptr;
}

} // namespace

Result<void> checkProfileName(const std::string& name, const std::string& field) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
               c == '.' || c == '_' || c == '-';
    };
    if (name.empty() || name.size() > 64 || !std::ranges::all_of(name, good) || name.front() == ' ' ||
        name.back() == ' ' || name.front() == '.')
        return fail(ErrorCode::InvalidArgument,
                    "a profile's name holds up to 64 letters, digits, spaces, '.', '_' and '-' only", field);
    return {};
}

Result<void> checkProfile(const ImportProfile& profile) {
    if (auto good = checkProfileName(profile.name, "/name"); !good) return good;
    kit::Errors errors;
    for (const auto& [column, field] : profile.map.items) {
        if (isLeftOut(field)) continue;
        const bool known = std::ranges::any_of(importKinds(), [&](const ImportKind& kind) {
            return (!profile.kind || *profile.kind == kind.name) && isFieldOf(kind, field);
        });
        if (!known)
            errors.push_back({ErrorCode::InvalidArgument,
                              profile.kind ? *profile.kind + " have no field " + field
                                           : "no kind of data has a field " + field,
                              "/map/" + column});
    }
    if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
    return {};
}

ImportRequest filledUp(ImportRequest request, const ImportProfileView& profile) {
    takeOver(request.kind, profile.kind);
    kit::forEachField<ImportOptions>(
        [&](const auto& f) { takeOver(request.options.*(f.member), profile.options.*(f.member)); });
    return request;
}

void fillMap(ImportRequest& request, const ImportProfileView& profile, const kit::FileSample& sample) {
    const auto& columns = sample.shapes.front().columns;
    for (const auto& [column, field] : profile.map.items) {
        if (request.map.find(column)) continue;
        const bool absent = std::ranges::find(columns, column) == columns.end();
        if (!(absent && isLeftOut(field))) request.map[column] = field;
    }
}

ImportProfile profileOf(const UnderstoodImport& import, const std::string& name) {
    ImportProfile out{name, import.planned.plan.kind, {}, import.request.options};
    // The columns of a wide table are symbols or series: other files have others.
    if (import.planned.plan.layout == "wide") {
        out.options.layout = "wide";
        out.map = import.request.map;
        return out;
    }
    for (std::size_t i = 0; i < import.planned.looks.size(); ++i) {
        const auto& field = import.planned.guess.columns[i].field;
        if (!field.starts_with("cell:")) out.map[import.planned.looks[i].name] = field == "-" ? "" : field;
    }
    return out;
}

Result<std::vector<ImportProfileView>> MarketDataService::savedProfiles() {
    auto kept = recordsOf(ports_, read_json).kept();
    if (!kept) return kit::failAs(kept);
    std::vector<ImportProfileView> out;
    for (auto& [profile, changed_at] : *kept)
        out.push_back({std::move(profile.name), std::move(profile.kind), std::move(profile.map),
                       std::move(profile.options), changed_at});
    return out;
}

Result<UnderstoodImport> MarketDataService::understand(ImportRequest request) {
    std::optional<ImportProfileView> profile;
    if (request.profile) {
        const auto saved = savedProfiles();
        if (!saved) return kit::failAs(saved);
        const auto found = std::ranges::find(*saved, *request.profile, &ImportProfileView::name);
        if (found == saved->end())
            return fail(ErrorCode::InvalidArgument, "there is no profile " + *request.profile, "/profile");
        profile = *found;
        request = filledUp(std::move(request), *profile);
    }
    auto sample = ports_.catalog.sampleFiles(request.files, readWishesOf(request.options));
    if (!sample) return kit::failAs(sample);
    if (profile) fillMap(request, *profile, *sample);
    auto planned = planImport(request, *sample);
    return UnderstoodImport{std::move(request), std::move(*sample), std::move(planned)};
}

Result<void> MarketDataService::keepProfile(const UnderstoodImport& import) {
    if (!import.request.save_profile) return {};
    const auto profile = profileOf(import, *import.request.save_profile);
    return recordsOf(ports_, read_json).keep(profile.name, profile);
}

Result<ImportProfiles> MarketDataService::profilesNow(const kit::Nothing&, kit::Call&) {
    auto saved = savedProfiles();
    if (!saved) return kit::failAs(saved);
    return ImportProfiles{std::move(*saved)};
}

Result<ImportProfile> MarketDataService::saveProfileNow(const ImportProfile& request, kit::Call&) {
    if (auto good = checkProfile(request); !good) return kit::failAs(good);
    auto records = recordsOf(ports_, read_json);
    const auto there = records.all();
    if (!there) return kit::failAs(there);
    const bool known = std::ranges::find(*there, request.name, &ImportProfile::name) != there->end();
    if (!known && there->size() >= kMostProfiles)
        return fail(ErrorCode::Conflict, "there are 1000 profiles already; delete some first", "/name");
    if (auto saved = records.keep(request.name, request); !saved) return kit::failAs(saved);
    return request;
}

Result<ImportProfiles> MarketDataService::deleteProfileNow(const ProfileName& request, kit::Call& call) {
    const auto removed = recordsOf(ports_, read_json).remove(request.name);
    if (!removed) return kit::failAs(removed);
    return profilesNow({}, call);
}

void MarketDataService::addProfileOperations(std::vector<kit::Operation>& out) {
    const auto add = [&]<class Request, class Answer>(
                         kit::Operation head,
                         Result<Answer> (MarketDataService::*work)(const Request&, kit::Call&)) {
        out.push_back(postedOperation<Request, Answer>(
            std::move(head), threads_.driver,
            [this, work](const Request& request, kit::Call& call) { return (this->*work)(request, call); }));
    };
    add(kit::Operation{.id = "marketdata.import_profiles",
                       .paths = {"/api/v1/data-catalog/import-profiles"},
                       .summary = "Profiles that say how files of a layout are read",
                       .example = "{}"},
        &MarketDataService::profilesNow);
    add(kit::Operation{.id = "marketdata.import_profile_save",
                       .verb = kit::Verb::Put,
                       .paths = {"/api/v1/data-catalog/import-profiles/{name}"},
                       .scope = kit::Scope::Write,
                       .summary = "Keep a profile under a name; it replaces the one of that name",
                       .example = R"({"name":"broker","kind":"bars","map":{"Px":"close"},"options":{}})"},
        &MarketDataService::saveProfileNow);
    add(kit::Operation{.id = "marketdata.import_profile_delete",
                       .verb = kit::Verb::Delete,
                       .paths = {"/api/v1/data-catalog/import-profiles/{name}"},
                       .scope = kit::Scope::Write,
                       .summary = "Forget a profile; what was not there is no fault",
                       .example = R"({"name":"broker"})"},
        &MarketDataService::deleteProfileNow);
}

} // namespace nautilus::marketdata
