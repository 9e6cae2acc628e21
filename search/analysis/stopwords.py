"""Words that say nothing about what somebody looks for, folded as `fold` leaves them.

They are indexed, so that phrases stay exact, and dropped from queries, so that a whole
question finds what its meaningful words find.
"""

from .folding import fold

_GERMAN = """
    ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer
    anderes auch auf aus bei beim bin bis bist da dabei dadurch dafür damit dann daran darauf
    darf darin das dass davon dazu dein deine dem den denen denn der deren des dessen dich die
    dies diese diesem diesen dieser dieses dir doch dort du durch dürfen ein eine einem einen
    einer eines er es etwa etwas euch euer eure für gegen gemacht gewesen gibt gab hab habe
    haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres
    im in indem ins ist ja jede jedem jeden jeder jedes jene kann kein keine keinem keinen
    können könnte machen macht man manche mehr mein meine mich mir mit muss müssen nach nicht
    nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit selbst sich sie
    sind so solche soll sollen sollte sonst sowie sowohl um und uns unser unsere unter viel
    viele vom von vor wann war waren warum was weil welche welchem welchen welcher welches wem
    wen wenn wer werde werden wessen wie wieder will wir wird wo wollen worden wurde wurden zu
    zum zur zwar zwischen über
"""
_ENGLISH = """
    a about all also am an and any are as at be been but by can could did do does for from had
    has have how i if in into is it its may more my no not of on or our should so some than
    that the their them then there these they this those to was we were what when where which
    who why will with would you your
"""

STOP_WORDS = frozenset(fold(word) for word in f"{_GERMAN} {_ENGLISH}".split())
