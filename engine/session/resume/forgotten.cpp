// Whether a reload would make everybody forget the good content of a file.
#include <algorithm>

#include "engine/session/resume/run.hpp"

namespace pkgmap {

std::optional<std::string> content_to_be_forgotten(const ResumeRun& run) {
  if (!run.records_trouble) return std::nullopt;
  const auto on_disk = ContentRecords::read(run.journal.store());
  const auto is_forgotten = [&](const JudgedFile& file) {
    if (file.verdict.record != rules::RecordFate::note_present) return false;
    const rules::ContentRecord* record =
        on_disk ? on_disk->find(run.control_file().path, file.facts.check, file.facts.path)
                : nullptr;
    return !record || !rules::is_known(record->digests);
  };
  const auto& files = run.files.files;
  const auto found = std::find_if(files.begin(), files.end(), is_forgotten);
  if (found == files.end()) return std::nullopt;
  return "the good content of " + found->facts.path +
         " cannot be recorded: " + run.records_trouble->message;
}

}  // namespace pkgmap
