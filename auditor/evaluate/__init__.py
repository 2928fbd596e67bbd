"""The only place that joins evidence and checks: targets, pages and the site are judged, answers are grouped by cause.

Same evidence, same checks: the same findings, byte for byte. Nothing here touches the network or the clock.
"""

from auditor.evaluate.evaluation import Evaluation

__all__ = ["Evaluation"]
