#include "weighing/beta_quantile.hpp"

#include "weighing/exponential.hpp"
#include "weighing/logarithm.hpp"

namespace palabre {

namespace {

constexpr int terms_max = 20'000;
constexpr double term_tolerance = 1e-16;
constexpr double nearly_zero = 1e-300;

/// The continued fraction of I_x(a,b) B(a,b) / (x^a (1-x)^b / a), by Lentz's method: W. Lentz,
/// Applied Optics 15 (1976).
double fraction(double x, double a, double b) {
    const auto away_from_zero = [](double value) {
        return value < nearly_zero && value > -nearly_zero ? nearly_zero : value;
    };
    double numerator = 1.0;
    double denominator = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    double result = denominator;
    const auto take = [&](double term) {
        denominator = 1.0 / away_from_zero(1.0 + term * denominator);
        numerator = away_from_zero(1.0 + term / numerator);
        const double step = denominator * numerator;
        result *= step;
        return step - 1.0;
    };
    for (int i = 1; i <= terms_max; ++i) {
        const double m = i;
        const double twice = 2.0 * m;
        (void)take(m * (b - m) * x / ((a + twice - 1.0) * (a + twice)));
        const double change = take(-(a + m) * (a + b + m) * x / ((a + twice) * (a + twice + 1.0)));
        if (change < term_tolerance && change > -term_tolerance) break;
    }
    return result;
}

/// The distribution function of Beta(a,b).
class Distribution {
  public:
    Distribution(double a, double b)
        : a_(a),
          b_(b),
          mean_(a / (a + b)),
          whole_(fraction(mean_, a, b) / a + fraction(1.0 - mean_, b, a) / b) {}

    [[nodiscard]] double below(double x) const {
        if (x <= 0.0) return 0.0;
        if (x >= 1.0) return 1.0;
        const double density =
            exponential(a_ * logarithm(x / mean_) + b_ * logarithm((1.0 - x) / (1.0 - mean_)));
        if (x <= mean_) return density * (fraction(x, a_, b_) / a_) / whole_;
        return 1.0 - density * (fraction(1.0 - x, b_, a_) / b_) / whole_;
    }

  private:
    double a_;
    double b_;
    double mean_;
    double whole_;
};

}  // namespace

double beta_quantile(double alpha, double beta, double p) {
    constexpr int halvings = 52;  // finer than the distribution function is known
    const Distribution distribution(alpha, beta);
    double low = 0.0;
    double high = 1.0;
    for (int i = 0; i < halvings; ++i) {
        const double middle = low + (high - low) / 2;
        (distribution.below(middle) < p ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

}  // namespace palabre
