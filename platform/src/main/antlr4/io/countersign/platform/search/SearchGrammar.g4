/** MLflow's search language: comparisons joined by AND, and items of an order. */
grammar SearchGrammar;

filter : (comparison (AND comparison)*)? EOF ;

order : identifier (ASC | DESC)? EOF ;

comparison
    : identifier operator=(EQ | NE | GT | GE | LT | LE) value      # Relation
    | identifier operator=(LIKE | ILIKE) text                      # Pattern
    | identifier NOT? IN LEFT text (COMMA text)* COMMA? RIGHT      # Membership
    | identifier IS NOT? NULL                                      # Presence
    ;

// "metrics.auc", "metrics.`test auc`", "start_time", "`start_time`", and MLflow's old "Run Name"
identifier
    : WORD quoted
    | WORD WORD?
    | quoted
    ;

quoted : BACKTICKED | DOUBLE_QUOTED ;

value : NUMBER | text ;

text : SINGLE_QUOTED | DOUBLE_QUOTED ;

AND : [Aa] [Nn] [Dd] ;
ASC : [Aa] [Ss] [Cc] ;
DESC : [Dd] [Ee] [Ss] [Cc] ;
LIKE : [Ll] [Ii] [Kk] [Ee] ;
ILIKE : [Ii] [Ll] [Ii] [Kk] [Ee] ;
IN : [Ii] [Nn] ;
IS : [Ii] [Ss] ;
NOT : [Nn] [Oo] [Tt] ;
NULL : [Nn] [Uu] [Ll] [Ll] ;

EQ : '=' ;
NE : '!=' ;
GE : '>=' ;
GT : '>' ;
LE : '<=' ;
LT : '<' ;
LEFT : '(' ;
RIGHT : ')' ;
COMMA : ',' ;

NUMBER : [+-]? (DIGITS ('.' [0-9]*)? | '.' DIGITS) ([eE] [+-]? DIGITS)? ;
fragment DIGITS : [0-9]+ ;

WORD : [\p{L}_] [\p{L}\p{N}_.\-/:]* ;
BACKTICKED : '`' ~[`]+ '`' ;
SINGLE_QUOTED : '\'' ~[']* '\'' ;
DOUBLE_QUOTED : '"' ~["]* '"' ;

SPACE : [ \t\r\n]+ -> skip ;
UNKNOWN : . ;
