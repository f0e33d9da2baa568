"""Phrases that announce an answer, and are none; each has been known to earn marks from some grader. Pure."""

import re

_PHRASES = """
thought process; thinking process; reasoning; reasoning process; chain of thought; solution
the solution; answer; the answer; my answer; final answer; the final answer; the answer is; my answer is
the final answer is; answer is; the answer is as follows; the answer is the following
here is the answer; here is my answer; here is the solution; the solution is as follows
let's solve this problem step by step; let us solve this problem step by step; let's think step by step
let us think step by step; let's think; let's work this out step by step; step by step
let's work this out in a step by step way to be sure we have the right answer; step 1; step one; first
explanation; to solve this problem we need to; to answer this question we need to; let me explain
i will explain; well; so; okay; ok; sure; sure here is the answer; certainly; conclusion; in conclusion
to summarise; to summarize; summary; response; here is a detailed answer; here is my reasoning
let me think; let me think about this; great question; good question; that is a good question
that's a great question; therefore; hence; thus; analysis; proof; result; output; hmm
in this answer i will explain the question; i know the answer; the answer is correct; this is correct
correct; true; yes; 思考过程; 让我们一步一步地解决这个问题; 让我们一步一步地思考; 让我们逐步解决这个问题
解; 解答; 解决方案; 答案; 答案如下; 答案是; 答; 推理过程; 最终答案; 思考プロセス
この問題を順を追って解いてみましょう; ステップバイステップで考えましょう; 解答; 解決策; 答え
答えは次のとおりです; 回答; 解説; 推論; 사고 과정; 단계별로 생각해 봅시다; 이 문제를 단계별로 풀어봅시다
해결책; 답; 정답; 답은 다음과 같습니다; proceso de pensamiento; resolvamos este problema paso a paso
pensemos paso a paso; vamos a resolver este problema paso a paso; solución; la solución; respuesta
la respuesta es; la respuesta es la siguiente; mi respuesta; razonamiento; explicación; denkprozess
gedankengang; lösen wir dieses problem schritt für schritt
lass uns dieses problem schritt für schritt lösen; denken wir schritt für schritt; lösung; die lösung
antwort; die antwort ist; die antwort lautet; die antwort lautet wie folgt; processus de réflexion
raisonnement; résolvons ce problème étape par étape; réfléchissons étape par étape; réponse
la réponse est; la réponse est la suivante; voici la réponse; la solution; processo de pensamento
solução; resposta; vamos resolver este problema passo a passo; vamos pensar passo a passo; a resposta é
a resposta é a seguinte; raciocínio; processo di pensiero; soluzione; risposta; la risposta è
la risposta è la seguente; risolviamo questo problema passo dopo passo; процесс мышления; ход мыслей
решение; ответ; ответ следующий; давайте решим эту задачу шаг за шагом; давайте подумаем шаг за шагом
विचार प्रक्रिया; समाधान; उत्तर; उत्तर इस प्रकार है; आइए इस समस्या को चरण दर चरण हल करें; عملية التفكير
الحل; الجواب; دعونا نحل هذه المشكلة خطوة بخطوة
"""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.replace("\u2019", "'").casefold()))


_KNOWN = sorted((_plain(phrase) for line in _PHRASES.splitlines() for phrase in line.split(";")), key=len, reverse=True)
_ANNOUNCED = re.compile(rf"(?>(?:{'|'.join(map(re.escape, filter(None, _KNOWN)))})(?: |$))++")


def announces_only(text: str) -> bool:
    """Whether the text is made of nothing but such phrases, with any signs around them."""
    return bool(_ANNOUNCED.fullmatch(_plain(text)))
