#pragma once
// Jobs on a home folder from the command line.

#include "app/cli/home_session.h"
#include "engines/kit/json_writer.h"
#include "engines/kit/value.h"

namespace nautilus::cli {

/// Prints each error's message, with its field, to stderr. Answers 2 when the request was at fault, else 1.
int reportErrors(const kit::Errors& errors);

/// Starts a job by a POST, prints its progress to stderr until it has ended, answers its result. A stop of
/// the command cancels it.
kit::Result<kit::Value> runJob(HomeSession& home, const std::string& path, const kit::Value& body);

} // namespace nautilus::cli
