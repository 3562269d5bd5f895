// The same measurement for libphonenumber's C++ library: parse alone, with E.164 and validity, with all fields.

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

static unsigned long read_all(const std::vector<std::pair<std::string, std::string>> &lines, int depth) {
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    unsigned long sum = 0;
    std::string text;
    for (const auto &line : lines) {
        PhoneNumber number;
        if (util.Parse(line.first, line.second, &number) != PhoneNumberUtil::NO_PARSING_ERROR) continue;
        sum += number.country_code();
        if (depth < 1) continue;
        util.Format(number, PhoneNumberUtil::E164, &text);
        sum += text.size() + util.IsValidNumber(number);
        if (depth < 2) continue;
        util.GetRegionCodeForNumber(number, &text);
        sum += text.size() + util.GetNumberType(number) + util.IsPossibleNumberWithReason(number);
    }
    return sum;
}

int main(int count, char **arguments) {
    if (count < 2) return 2;
    std::ifstream file(arguments[1]);
    std::vector<std::pair<std::string, std::string>> lines;
    for (std::string line; std::getline(file, line);) {
        size_t tab = line.rfind('\t');
        std::string region = line.substr(tab + 1);
        lines.emplace_back(line.substr(0, tab), region == "-" ? "ZZ" : region);
    }
    const char *names[] = {"parse", "with E.164 and validity", "all fields"};
    for (int depth = 0; depth < 3; depth++) {
        double best = 1e18;
        unsigned long sum = 0;
        for (int pass = 0; pass < 3; pass++) {
            auto started = std::chrono::steady_clock::now();
            sum += read_all(lines, depth);
            std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - started;
            best = std::min(best, spent.count());
        }
        std::printf("libphonenumber C++ %s: %.0f ns (check %lu)\n", names[depth], best / lines.size(), sum & 0xFFFF);
    }
}
