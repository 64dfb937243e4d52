#include "engine/packages/dpkg/ucf_files.hpp"

#include <algorithm>
#include <optional>

#include "engine/packages/dpkg/sums.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/io.hpp"
#include "parsers/deb822/deb822.hpp"

namespace pkgmap::dpkg {
namespace {

constexpr std::size_t kMostOfUcf = std::size_t{16} << 20U;

std::string text_of(const RootDirectory& root, const char* path) {
  const RegularFile file = open_regular_without_link(root, path);
  if (!file || !who_else_writes(file.status).empty()) return {};
  std::optional<std::string> text = read_to_end(file.fd.get(), kMostOfUcf);
  return text && text->size() <= kMostOfUcf ? std::move(*text) : std::string();
}

}  // namespace

// A line of the registry: the package, blanks, the path.
UcfFiles UcfFiles::read(const RootDirectory& root) {
  UcfFiles files;
  const std::string registry = text_of(root, kUcfRegistry);
  const std::string sums = text_of(root, kUcfSums);
  std::map<std::string, std::string, std::less<>> known;
  for (const auto& [path, sum] : sums_in(sums)) known.emplace("/" + std::string(path), sum);
  for (const std::string_view line : deb822::lines_of(registry)) {
    const std::size_t end = line.find_first_of(" \t");
    const std::size_t path = line.find('/', std::min(end, line.size()));
    const auto sum = path == std::string_view::npos ? known.end() : known.find(line.substr(path));
    if (sum == known.end()) continue;
    files.lines_[std::string(line.substr(0, end))] += sum->first + "\n";
    files.sums_.insert(*sum);
  }
  return files;
}

std::string_view UcfFiles::lines_of(std::string_view package) const {
  const auto found = lines_.find(package);
  return found == lines_.end() ? std::string_view() : found->second;
}

std::string_view UcfFiles::sum_of(std::string_view path) const {
  const auto found = sums_.find(path);
  return found == sums_.end() ? std::string_view() : found->second;
}

}  // namespace pkgmap::dpkg
