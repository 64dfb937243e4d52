#include "engine/packages/rpm/owners.hpp"

#include <time.h>

#include <chrono>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/packages/rpm/header_reader.hpp"

namespace pkgmap::rpm {
namespace {

// About the time of one pass over 2,000 packages, measured by tests/bench/run. All times are CPU
// times, so that the load of the machine does not decide.
constexpr std::chrono::milliseconds kPass(40);
constexpr std::chrono::milliseconds kTrial(5);

std::chrono::nanoseconds time_spent() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

// Adds a package once: it may have a path twice, through a link between its directories.
void add_owner(const PackageRecord& package, FileEntry file, const std::string& path,
               Owners& owners) {
  for (PackageDatabase::Owned& owned : owners) {
    if (owned.package.instance != package.instance) continue;
    if (file.path == path) owned.file = std::move(file);
    return;
  }
  owners.push_back({package, std::move(file)});
}

/// Asks librpm's index for one path after the other. Neighbouring paths often belong to one
/// package, so the last file list is kept.
class ByIndex {
 public:
  explicit ByIndex(RpmConnection& connection)
      : connection_(connection), moment_(connection.one_moment()) {}

  Done find(const std::string& path, Owners& owners) {
    bool damaged = false;
    const Done visited =
        connection_.visit_index(RPMDBI_INSTFILENAMES, path, [&](Header header, int file) {
          if (look_at(header)) {
            add_owner(package_, list_->entry(file), path, owners);
          } else {
            damaged = true;
          }
        });
    if (!visited) return visited;
    return damaged ? Done(connection_.error("a file list is damaged")) : done();
  }

 private:
  bool look_at(Header header) {
    const unsigned int instance = headerGetInstance(header);
    if (list_ && package_.instance == instance) return true;
    list_.reset();
    header_.reset(headerLink(header));
    package_ = record_of(header);
    list_ = FileList::of(header);
    return list_.has_value();
  }

  RpmConnection& connection_;
  MatchIterator moment_;
  HeaderHandle header_;
  PackageRecord package_;
  std::optional<FileList> list_;
};

/// Paths without an answer yet, by base name.
class Asked {
 public:
  Asked(const std::vector<std::string>& paths, std::size_t from, PathResolver& resolver)
      : resolver_(resolver) {
    for (std::size_t i = from; i < paths.size(); ++i) {
      const std::string name = base_name_of(paths[i]);
      filter_.names.insert(name);
      places_[name].push_back({resolver.directory(directory_of(paths[i])), i});
    }
  }

  const FileFilter& filter() const { return filter_; }

  /// Returns the numbers of the paths that mean this file.
  std::vector<std::size_t> at(std::string_view directory, std::string_view name) {
    std::vector<std::size_t> numbers;
    const auto found = places_.find(name);
    if (found == places_.end()) return numbers;
    const std::string& resolved = resolver_.directory(std::string(directory));
    for (const Place& place : found->second) {
      if (place.directory == resolved) numbers.push_back(place.path);
    }
    return numbers;
  }

 private:
  struct Place {
    std::string directory;
    std::size_t path;
  };
  PathResolver& resolver_;
  FileFilter filter_;
  std::unordered_map<std::string, std::vector<Place>, TextHash, std::equal_to<>> places_;
};

Done answer(Header header, RpmConnection& connection, const std::vector<std::string>& paths,
            Asked& asked, std::vector<Owners>& owners) {
  const PackageRecord package = record_of(header);
  const std::optional<FileList> list = FileList::of(header);
  if (!list) return connection.error("the file list of " + package.nevra.text() + " is damaged");
  for (int i = 0; i < list->size(); ++i) {
    if (!list->taken_by(asked.filter(), i) || !list->installed(i)) continue;
    for (const std::size_t path : asked.at(list->directory(i), list->base_name(i))) {
      add_owner(package, list->entry(i), paths[path], owners[path]);
    }
  }
  return done();
}

Done by_pass(RpmConnection& connection, PathResolver& resolver,
             const std::vector<std::string>& paths, std::size_t from, std::vector<Owners>& owners) {
  Asked asked(paths, from, resolver);
  std::vector<unsigned int> instances;
  const Wanted wanted = [&](std::string_view directory, std::string_view name) {
    return !asked.at(directory, name).empty();
  };
  const Done passed = connection.visit_all_unverified([&](Header header, int) {
    if (has_wanted(header, asked.filter(), wanted)) instances.push_back(headerGetInstance(header));
  });
  if (!passed) return passed;
  for (const unsigned int instance : instances) {
    Done answered = done();
    const Done visited = connection.visit_instance(instance, [&](Header header, int) {
      answered = answer(header, connection, paths, asked, owners);
    });
    if (!visited) return visited;
    if (!answered) return answered;
  }
  return done();
}

// Whether the remaining paths, at the speed of those answered, would take longer than a pass.
bool too_slow(std::chrono::nanoseconds spent, std::size_t answered, std::size_t left) {
  return spent > kTrial && spent / static_cast<long>(answered) * static_cast<long>(left) > kPass;
}

}  // namespace

Done find_owners(RpmConnection& connection, PathResolver& resolver, bool by_index,
                 const std::vector<std::string>& paths, std::vector<Owners>& owners) {
  owners.assign(paths.size(), {});
  std::size_t answered = 0;
  if (by_index && !paths.empty()) {
    ByIndex index(connection);
    const auto began = time_spent();
    while (answered < paths.size()) {
      if (Done found = index.find(paths[answered], owners[answered]); !found) return found;
      ++answered;
      if (too_slow(time_spent() - began, answered, paths.size() - answered)) break;
    }
  }
  if (answered == paths.size()) return done();
  return by_pass(connection, resolver, paths, answered, owners);
}

}  // namespace pkgmap::rpm
