#include "engine/packages/rpm/scan.hpp"

#include "engine/packages/rpm/header_reader.hpp"

namespace pkgmap::rpm {
namespace {

void add_once(std::vector<std::uint32_t>& records, std::uint32_t record) {
  if (records.empty() || records.back() != record) records.push_back(record);
}

std::vector<std::uint32_t> find(
    const std::unordered_map<std::string, std::vector<std::uint32_t>>& records,
    const std::string& key) {
  const auto found = records.find(key);
  return found == records.end() ? std::vector<std::uint32_t>() : found->second;
}

}  // namespace

Result<Scan> Scan::of(Connection& connection) {
  Scan scan;
  Done added = done();
  Done visited = connection.visit_all([&](Header header, int) {
    if (added && !pseudo_package(header)) added = scan.add(header, connection);
  });
  if (!visited) return visited.error();
  if (!added) return added.error();
  return scan;
}

Done Scan::add(Header header, const Connection& connection) {
  const PackageRecord record = record_of(header);
  const std::optional<FileList> files = FileList::of(header);
  if (!files) return connection.error("the file list of " + record.nevra.text() + " is damaged");
  for (int i = 0; i < files->size(); ++i) {
    const char* name = files->base_name(i);
    if (name && files->installed(i)) add_once(by_base_name_[name], record.instance);
  }
  for (const std::string& provide : provides_of(header)) {
    add_once(by_provide_[provide], record.instance);
  }
  packages_.push_back(record);
  return done();
}

std::vector<std::uint32_t> Scan::with_base_name(const std::string& base_name) const {
  return find(by_base_name_, base_name);
}

std::vector<std::uint32_t> Scan::with_provide(const std::string& provide) const {
  return find(by_provide_, provide);
}

}  // namespace pkgmap::rpm
