#include "engine/queries/merge.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>
#include <variant>

#include "engine/system/fd.hpp"
#include "engine/system/text.hpp"
#include "parsers/audit/audit_reader.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kMostTold = 1000;

// "/srv/audits/web1.json" is the audit of "web1" if the audit does not say.
std::string name_from(const std::string& file) {
  std::string name = file.substr(file.rfind('/') + 1);
  for (const char* const ending : {".json", ".ndjson"}) {
    if (name.size() > std::string(ending).size() && name.ends_with(ending)) {
      name.erase(name.size() - std::string(ending).size());
    }
  }
  return name;
}

Done refuse_directories(const std::vector<std::string>& files) {
  for (std::string file : files) {
    struct stat info {};
    if (file == "-" || ::stat(file.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) continue;
    while (file.size() > 1 && file.back() == '/') file.pop_back();
    return Error{ErrorCode::usage, file + " is a directory, no audit",
                 "name its files: 'monit-pkgmap audit --merge " + file + "/*.json'"};
  }
  return done();
}

class Merge {
 public:
  Merge(MergedAudits& merged, const std::function<void(const MissingAudit&)>& tell)
      : merged_(merged), tell_(tell) {}

  void add_file(const std::string& file) {
    if (file == "-") return add_stream(STDIN_FILENO, "standard input");
    const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (!fd) return miss({file, 0, 0, system_message(errno)});
    add_stream(fd.get(), file);
  }

 private:
  void add_stream(int fd, const std::string& source) {
    int problem = 0;
    AuditReader reader([&](char* to, std::size_t room) -> std::size_t {
      ssize_t got = -1;
      do {
        got = ::read(fd, to, room);
      } while (got < 0 && errno == EINTR);
      if (got < 0) problem = errno;
      return got < 0 ? 0 : static_cast<std::size_t>(got);
    });
    std::size_t count = 0;
    while (auto item = reader.next()) {
      ++count;
      if (const auto* const host = std::get_if<AuditedHost>(&*item)) {
        merged_.fleet.add(*host, source, name_from(source));
      } else if (problem == 0) {
        const JsonFault& fault = std::get<JsonFault>(*item);
        miss({source, fault.line, fault.column, fault.what});
      }
    }
    if (problem != 0) return miss({source, 0, 0, system_message(problem)});
    if (count == 0) miss({source, 0, 0, "it is empty"});
  }

  void miss(MissingAudit missing) {
    ++merged_.missing_count;
    tell_(missing);
    if (merged_.missing.size() < kMostTold) merged_.missing.push_back(std::move(missing));
  }

  MergedAudits& merged_;
  const std::function<void(const MissingAudit&)>& tell_;
};

}  // namespace

std::string MissingAudit::place() const {
  if (line == 0) return file;
  return file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

Result<MergedAudits> merge_audits(const std::vector<std::string>& files,
                                  const std::function<void(const MissingAudit&)>& tell) {
  if (auto usable = refuse_directories(files); !usable) return usable.error();
  MergedAudits merged;
  Merge merge(merged, tell);
  for (const std::string& file : files) merge.add_file(file);
  return merged;
}

}  // namespace pkgmap
