"""What Schemathesis loads."""

import document  # noqa: F401  registers its hooks
import exclusions  # noqa: F401  registers its hooks
