"""The small words by which languages in Latin letters are told apart, with some nouns and verbs of deep learning."""

ENGLISH = frozenset(
    """
    the is are of and to that this it its with for which by from be we you they their has have not can when because
    if at than then into each more what how where does only other these there our your would should could been were
    between during after before over use uses used using will an but or on was as about both every many most much no
    some such through while whose while one two makes make get gets so since instead without within up out
""".split()
)

# Names and English texts have these too: alone they tell nothing.
SHARED = frozenset(
    """
    de la le du der den die von van da al et el del das dos per con son come me sans plus mit las do na en se te d' l'
    s' men her sin mine mi si ne in as am os dem em pour port pays data model training gradient layer hat man also war
    was to by on no so is at for of we over all have are be bin fort hun dan zero pod set red lo ha ho sia era za
    jest ve ko ka ke main ya par kar jo hi bu yang ini ex till vi var som non error date dont dim meg val neural test
    just care chi tale sub dar top bare mere like and bit nor has ante ore met dates tot ten tam aim kan sam ona tak
    car cho co door end lag lager pro reduce sense tab strat fi im din que ma om su um ni er ist data image modeling
    ki un los ser set foi bi sa deve base fast here alt ingen nu las deep true false sie
""".split()
)

_OTHERS = {
    "German": """
        die der das den dem des zu zur ein eine einen einem einer eines und oder aber nicht ist sind wird werden
        wurde kann können muss müssen soll hat haben im am zum mit für auf aus bei nach von vor über unter durch
        ohne gegen zwischen weil wenn dass damit da sich es er sie wir ich man auch nur noch schon sehr mehr wie
        was als so dann dadurch dabei deshalb daher welche jeder jede jedes alle diese dieser dieses hier
        bedeutet heißt während netz netze netzwerk schicht schichten gewicht gewichte verlust daten
        trainingsdaten modell lernen lernt lernrate überanpassung gradienten gradientenabstieg neuronen
        neuronale aktivierungsfunktion verhindert verwendet fehler merkmale eingabe ausgabe vom beim ins ans
        keine kein bilder wert werte neu neue neuen war hatte gleich viele mehrere jedoch sondern sowie etwa bzw
        tief tiefen netzen schritt schritte nimmt wenige groß große zufällig verschwinden verschwindet trainiert
        genauigkeit""",
    "French": """
        le la les un une des du de au aux et ou mais donc car ni ne pas est sont être avoir ont peut peuvent
        doit il elle ils elles on nous vous je ce cet cette ces que qui quoi dont où dans sur sous avec sans
        pour par entre chez vers comme plus moins très aussi lorsque quand si parce afin chaque tous toutes tout
        leur leurs son sa ses c' d' l' n' qu' s' j' ainsi alors fait permet réseau réseaux couche couches poids
        données apprentissage apprend modèle gradient perte erreur neurones entraînement surapprentissage
        fonction calcule réduit évite deux votre notre nos même autre autres encore après avant toujours jamais
        trop bien mal mot nouveau nouvelle valeur image sortie entrée dépend profond profonds taux""",
    "Spanish": """
        el la los las un una unos unas pero no es son está están ser se del al de en con sin por para que cuando
        porque como más menos muy también si su sus este esta estos estas ese esa lo le les entre sobre hasta
        desde cada todo todos ya hay puede pueden tiene tienen hace así donde qué cuál red redes capa capas
        pesos datos aprendizaje aprende modelo gradiente pérdida neuronas entrenamiento sobreajuste función
        reduce evita memoriza imagen salida entrada error neuronal neuronales entonces hacia fue han nos otro
        otra otros mismo después antes siempre nunca bien valor valores nuevo nueva debe deben ver evitar mejor
        tasa profundas""",
    "Portuguese": """
        os as um uma uns umas ou mas não são está ser se do da dos das no na nos nas ao aos de em com sem por
        para que quando porque como mais menos muito também seu sua seus suas este esta esse essa isso ele ela
        eles cada todo todos já há pode podem tem têm faz assim onde pelo pela rede redes camada camadas pesos
        dados aprendizado aprendizagem aprende modelo gradiente perda neurônios treinamento treino função reduz
        evita imagem saída entrada erro neural foi foram você nós outro outra mesmo depois antes sempre nunca
        bem valor valores novo nova deve devem sobre entre até sucesso melhor taxa profundas""",
    "Italian": """
        il lo la gli le un uno una ma non sono essere si di del dello della dei degli delle al allo alla ai alle
        da dal dalla nel nella nei nelle in con su sul sulla per tra fra che chi quando perché come più meno
        molto anche se suo sua suoi questo questa questi quello ogni tutto tutti già c' dell' nell' all' un' l'
        può possono ha hanno viene così dove rete reti strato strati pesi dati apprendimento apprende modello
        gradiente perdita neuroni addestramento funzione riduce evita immagine uscita ingresso errore quindi
        stato stata stati qui nuovo nuova puoi senza devono deve altro altra stesso dopo prima sempre mai bene
        valore valori verso anziché nulla hai migliore tasso profonde""",
    "Dutch": """
        de het een en of maar niet is zijn was wordt worden werd kan kunnen moet moeten heeft hebben in op aan
        van voor met door bij naar over uit onder tussen zonder omdat als dat dit die deze er zich hij zij ze
        wij we ik je ook nog al heel meer wat hoe waar wanneer dan dus elke alle geen te om tot netwerk laag
        lagen gewichten gegevens leert leren functie fout waarde waarden invoer uitvoer daardoor hierdoor
        gebruikt opnieuw weer nieuw nieuwe waardoor zodat minder hoog groot kleiner neuronen leersnelheid diepe""",
    "Swedish": """
        och att det som en ett den är av på för med inte till om har kan ska från men eller när så också bara
        mer mycket vi de detta denna dessa varje alla utan mellan genom eftersom där hur vad blir vid än nätverk
        nätverket lager vikter vikterna lär inlärning modellen används minskar du igen ny nytt nya här måste
        vikt nätet""",
    "Danish or Norwegian": """
        og at det som en et den er af av på for med ikke til om har kan skal fra men eller når så også bare mer
        mere meget vi de dette denne disse hver alle uten uden mellem mellom gjennom gennem fordi der hvor hva
        hvad blir bliver ved enn end nettverk netværk lag vekter vægte lærer læring modellen brukes bruges ble
        ny nytt nye igjen igen hvis nå du ditt være husker vægtene vektene""",
    "Finnish": """
        ja on ei se että kun jos tai mutta ovat voi niin kuin myös sekä koska jotta jonka joka mikä tämä nämä
        siten ne sen niitä vain hyvin enemmän ilman kanssa välillä avulla verkko verkon kerros painot malli
        mallin oppii käytetään tarkoittaa voit voidaan tästä nyt kaikki kaikilta jolloin eivät paremmin sitä
        siitä painoja opetusaineiston kouluttaa oppimisen""",
    "Polish": """
        na do od po za przez dla przy oraz nie jest są się że to co jak który która które ale lub albo gdy kiedy
        ponieważ jego jej ich ten ta te tego tym może można tylko także bardzo bardziej każdy każda bez między
        aby sieć sieci warstwa warstwy wagi danych dane uczenia uczenie uczy model modelu funkcja zmniejsza
        wszystkie wszystkich mniej został ze nad neurony neuronów jednym dużo duży mały""",
    "Czech or Slovak": """
        na do od po za pro při nebo ale ne je jsou se že to co jak který která které když protože jeho její
        jejich ten ta tato tento může pouze také velmi každý každá bez mezi aby sa sú pri alebo keď pretože
        ktorý ktorá ktoré môže síť sítě sieť vrstva vrstvy váhy dat data učení učenie""",
    "Romanian": """
        și si în in de la cu pe din pentru prin este sunt nu care ce că sau dar când deoarece mai foarte un unei
        unui ale al lui lor sa să se fi fiecare toate între fără asupra rețea rețeaua strat straturi ponderi
        date datele învățare modelul funcția fost avea are poate trebuie acest această acestui""",
    "Hungarian": """
        az és vagy de nem is hogy mert ha egy van vannak meg ami amely aki ezt azt ez ezek csak még már nagyon
        több minden között nélkül után alatt háló réteg súlyok adatok tanul tanulás modell lesz""",
    "Turkish": """
        ve bir bu için ile de da değil olan olarak gibi daha çok en her ne ama veya çünkü eğer kadar sonra
        arasında üzerinde tarafından olur ağ ağı katman katmanı ağırlık ağırlıklar veri verileri öğrenme öğrenir
        modelin eğitim hata azaltır""",
    "Indonesian or Malay": """
        yang dan di ke dari untuk dengan pada adalah ini itu tidak atau juga dalam oleh karena kerana jika akan
        dapat bisa boleh lebih setiap semua antara tanpa sebagai jaringan rangkaian lapisan bobot pemberat data
        pelatihan pembelajaran belajar telah harus sudah sebuah suatu baru dilakukan digunakan menggunakan
        membuat setelah sebelum sehingga agar ketika maka tersebut hanya ada""",
    "Vietnamese": """
        và là của có không được các một những này cho với trong khi để từ như hoặc vì nếu thì đã sẽ mạng lớp
        trọng số dữ liệu học mô hình hàm giúp tầng""",
    "Croatian, Serbian or Bosnian": """
        na sa za od do po kroz je su nije da se koji koja koje ali ili kada jer kao njegov ovaj ova ovo može
        samo također takođe vrlo svaki između bez mreža mreže sloj slojevi težine podataka podaci učenje uči ste
        smo još sve onda kako bi biti bio bila nove novu što sta pomoću zbog dok tako podatke primjerima neurona""",
    "Catalan": """
        el la els les un una però no és són es del dels al als de en amb sense per que quan perquè com més menys
        molt també seu seva aquest aquesta cada tot xarxa capa pesos dades aprenentatge aprèn fou ser ha han nou
        nova sota potser aquests podeu fins""",
    "Hindi in Latin letters": """
        hai hain ka ki ke ko se mein nahi nahin aur jo yeh ye woh wo tha thi hota hoti hote karta karte karna
        kar liye bhi agar kyunki jab tab par tak sirf jyada zyada kuch apne iska uska leta deta jata jaata""",
}

OTHERS = {language: frozenset(words.split()) for language, words in _OTHERS.items()}
